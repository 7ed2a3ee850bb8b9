"""The window: the only room that knows Qt. One folder a screen; it calls services, never storage."""
