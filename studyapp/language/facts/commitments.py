"""How a text commits itself to a clause: negation, hedges, reports, beliefs, plans; read off the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.facts import Modality, Polarity
from studyapp.language.facts.view import Commitment
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from studyapp.language.facts.view import View

SPEECH = word_set(
    "say tell claim argue assert allege report note insist state warn announce declare suggest write add"
    " explain reply answer ask cry remark observe maintain contend testify comment quip describe joke"
    " estimate predict forecast deny accuse mention admit acknowledge concede complain propose recommend"
    " emphasize stress protest object reveal disclose confirm indicate imply promise"
)
BELIEF = word_set(
    "believe think consider assume presume suspect hold deem suppose fear hope expect doubt imagine feel view"
    " regard speculate guess conclude"
)
_REPORTED_PASSIVE = word_set("say report allege rumour rumor claim describe accuse")
_PLANS = word_set(
    "go due plan intend aim hope want wish promise threaten agree seek propose vow pledge prepare schedule"
    " mean offer decide"
)
_PLANNED_PASSIVE = word_set("expect plan schedule set due intend mean suppose slate project")
_BELIEVED_PASSIVE = word_set("believe think consider assume presume suspect deem fear hope")
_VIEWED_PASSIVE = word_set("view regard see hold")
_SEEMING = word_set("seem appear likely unlikely")
_IMPLYING = word_set("mean")  # "means that X falls": X falls
_BE = word_set("is are was were be 's ’s")
_FACTIVE = word_set(
    "find show demonstrate prove discover know learn realize realise see notice remember recall establish"
    " determine illustrate recognize recognise understand mean"
)  # what follows "that" after them holds
_UNTRUE = word_set("deny denial doubt dispute reject refute")
_NEGATIONS = word_set("not n't n’t never neither nor hardly scarcely barely")
_CERTAIN = word_set("true clear evident obvious known certain apparent plain undeniable noteworthy notable")
_POSSIBLE_ADJECTIVES = word_set("possible likely probable plausible conceivable")
_POSSIBLE_MODALS = word_set("may might could can would should ca 'd ’d")
_ABILITIES = word_set("can could ca cannot")  # who could not do it did not do it
_POSSIBLE = word_set(
    "perhaps possibly probably likely maybe apparently seemingly presumably potentially arguably"
)
_REPORTEDLY = word_set("reportedly allegedly supposedly purportedly")
_PLANNED_MODALS = word_set("will shall 'll ’ll wo")
_CONDITIONS = word_set("if unless whether lest")
_CLAIM_NOUNS = word_set("claim report allegation rumour rumor statement assertion")
_BELIEF_NOUNS = word_set("belief hope fear view theory idea hypothesis assumption suspicion impression")
_QUOTES = {"“": "”", '"': '"', "‘": "’"}
_GOVERNING = ((SPEECH, Modality.REPORTED), (BELIEF, Modality.BELIEVED), (_PLANS, Modality.PLANNED))
_CONTENT = ("ccomp", "csubj", "csubj:pass", "csubj:outer", "parataxis")
_ORDER = (Modality.REPORTED, Modality.BELIEVED, Modality.POSSIBLE, Modality.PLANNED, Modality.STATED)


def commitment_of(view: View, predicate: int) -> Commitment | None:
    """Return how the text commits itself to the clause of a predicate; None where it does not say it at all.

    What it does not say: conditions, questions, what someone denies. Reports reach into the clauses that
    they govern; a relative clause is the text's own.
    """
    if view.sentence.text.rstrip("”\"' )").endswith("?"):
        return None
    polarity = Polarity.NEGATIVE if _is_negated(view, predicate) else Polarity.POSITIVE
    found = [_own_modality(view, predicate)]
    attribution = None
    for modality, who in (*_governed(view, predicate), _according(view, predicate), _quoted(view, predicate)):
        if modality is None:
            return None
        found.append(modality)
        attribution = attribution or who
    if _is_condition(view, predicate):
        return None
    modality = min(found, key=_ORDER.index)
    return Commitment(polarity, modality, attribution if modality is not Modality.STATED else None)


def is_speech(view: View, predicate: int) -> bool:
    """Tell whether a verb only says that someone says or thinks something: that is the fact then."""
    lemma = view.lemmas[predicate]
    has_clause = view.child(predicate, "ccomp", "parataxis") is not None
    if view.child(predicate, "xcomp") is not None:  # "is believed to help"
        return False
    return (lemma in SPEECH or lemma in BELIEF) and (has_clause or view.child(predicate, "obj") is None)


def _is_negated(view: View, predicate: int) -> bool:
    for index in view.children[predicate]:
        if view.lower[index] in _NEGATIONS and view.relations[index] in ("advmod", "cc:preconj", "cc"):
            return True
        if view.lower[index] == "longer" and view.relations[index] == "advmod":  # "no longer"
            return True
        if view.relations[index] in ("nsubj", "nsubj:pass", "obj", "obl:agent") and _is_none(view, index):
            return True
        if view.relations[index] == "det" and view.lower[index] == "no":  # "is no member"
            return True
    return False


def _is_none(view: View, noun: int) -> bool:
    if view.lower[noun] in ("none", "nobody", "nothing", "no-one"):
        return True
    return any(view.lower[i] in ("no", "neither") and view.relations[i] in ("det", "cc:preconj", "advmod")
               for i in view.children[noun])  # fmt: skip


def _own_modality(view: View, predicate: int) -> Modality:
    """Return what the words of a clause itself make of it: the farthest from what is plainly stated."""
    children = view.children[predicate]
    auxiliaries = {view.lower[i] for i in children if view.relations[i] in ("aux", "aux:pass", "cop")}
    if _is_negated(view, predicate):
        auxiliaries -= _ABILITIES
    if {"must", "have"} <= auxiliaries:  # "must have fallen" is a guess, "must fall" a duty
        return Modality.POSSIBLE
    if auxiliaries & _BE and _is_to_be_done(view, predicate):
        return Modality.PLANNED
    adverbs = {view.lower[i] for i in children if view.relations[i] in ("advmod", "obl", "discourse")}
    found = {_of_adverbs(adverbs), _of_auxiliaries(auxiliaries), _of_verb(view, predicate)}
    return min(found, key=_ORDER.index)


def _is_to_be_done(view: View, predicate: int) -> bool:
    """Tell whether a verb stands after "is to" or "is due to"."""
    return any(
        (view.lower[i] == "to" and view.relations[i] == "mark" and view.universal[predicate] == "VERB")
        or view.lower[i] == "due"
        for i in view.children[predicate]
        if i < predicate
    )


def _of_adverbs(adverbs: set[str]) -> Modality:
    if adverbs & _REPORTEDLY:
        return Modality.REPORTED
    return Modality.POSSIBLE if adverbs & _POSSIBLE else Modality.STATED


def _of_auxiliaries(auxiliaries: set[str]) -> Modality:
    if auxiliaries & _POSSIBLE_MODALS:
        return Modality.POSSIBLE
    return Modality.PLANNED if auxiliaries & _PLANNED_MODALS else Modality.STATED


def _of_verb(view: View, predicate: int) -> Modality:
    """Return what a verb makes of its own clause: "is believed to", "plans to", "seems to"."""
    lemma, is_passive = view.lemmas[predicate], view.child(predicate, "aux:pass") is not None
    is_completed = view.universal[predicate] == "ADJ" and view.lower[predicate + 1 : predicate + 2] == ["to"]
    opens = is_completed or view.child(predicate, "xcomp", "ccomp") is not None
    if is_passive and (lemma in _BELIEVED_PASSIVE or (lemma in _VIEWED_PASSIVE and opens)):
        return Modality.BELIEVED
    if not opens:
        return Modality.STATED
    if is_passive:
        plans = Modality.PLANNED if lemma in _PLANNED_PASSIVE else Modality.STATED
        return Modality.REPORTED if lemma in _REPORTED_PASSIVE else plans
    if lemma in _SEEMING:
        return Modality.POSSIBLE
    is_active = view.child(predicate, "xcomp") is not None and view.child(predicate, "cop") is None
    is_plan = is_active and lemma in _PLANS
    return Modality.PLANNED if is_plan else Modality.STATED


def _governed(view: View, predicate: int) -> list[tuple[Modality | None, str | None]]:
    """Return what the clauses above make of a clause, from the nearest to the whole sentence."""
    found: list[tuple[Modality | None, str | None]] = []
    at = predicate
    while (head := view.heads[at]) >= 0:
        relation = view.relations[at]
        if relation in ("acl:relcl", "advcl:relcl") or ";" in view.words[min(at, head) : max(at, head)]:
            break
        if relation in (*_CONTENT, "acl"):
            found += _above(view, head, at)
        at = head
    for index in view.children[predicate]:  # "X fell, the agency said."
        if _is_source(view, index, predicate):
            is_said = view.lemmas[index] in SPEECH
            found.append((Modality.REPORTED if is_said else Modality.BELIEVED, _speaker(view, index)))
    return found


def _is_source(view: View, index: int, predicate: int) -> bool:
    """Tell whether a branch only tells who says so: it says nothing else, and no semicolon parts it."""
    return (
        view.relations[index] in ("parataxis", "discourse")
        and view.lemmas[index] in SPEECH | BELIEF
        and view.child(index, "ccomp", "obj") is None
        and ";" not in view.words[min(index, predicate) : max(index, predicate)]
    )


def _above(view: View, head: int, at: int) -> list[tuple[Modality | None, str | None]]:
    """Return what a word makes of the clause of `at` that hangs on it."""
    lemma = view.lemmas[head]
    if _leaves_open(view, head, at):
        return [(None, None)]
    if view.relations[at] == "acl":
        by_noun = Modality.REPORTED if lemma in _CLAIM_NOUNS else Modality.STATED
        return [(Modality.BELIEVED if lemma in _BELIEF_NOUNS else by_noun, None)]
    if lemma in _POSSIBLE_ADJECTIVES and view.relations[at] != "parataxis":
        return [(Modality.POSSIBLE, None)]
    for verbs, modality in _GOVERNING:
        if lemma in verbs and lemma not in _IMPLYING:
            return [(modality, _speaker(view, head))]
    return [(_own_modality(view, head), None)]


def _leaves_open(view: View, head: int, at: int) -> bool:
    """Tell whether a clause may be untrue for all that the word it hangs on says."""
    lemma, relation = view.lemmas[head], view.relations[at]
    if lemma in _UNTRUE or (relation != "acl" and _is_negated(view, head)):
        return True
    if relation == "acl":
        return any(view.lower[i] in ("any", "no", "little") for i in view.children[head])
    if view.universal[head] == "ADJ" and relation != "parataxis":
        return lemma not in _CERTAIN | _POSSIBLE_ADJECTIVES
    thinker = view.child(head, "nsubj")
    if thinker is not None and view.lower[thinker] in ("i", "we") and lemma in SPEECH | BELIEF:
        return True  # an opinion of whoever writes
    is_content = relation == "ccomp" and view.universal[head] == "VERB"
    is_second = is_content and view.child(head, "ccomp") != at  # "while many assume X, Y is true"
    known = _FACTIVE | SPEECH | BELIEF | _PLANS
    return is_second or (is_content and lemma not in known)  # "requires that X"


def _speaker(view: View, verb: int) -> str | None:
    """Return who says it: the subject of a verb of saying, unless it is a pronoun or "it is said"."""
    subject = view.child(verb, "nsubj")
    if subject is None:  # "X admitted one thing, but said another"
        return _speaker(view, view.heads[verb]) if view.relations[verb] == "conj" else None
    beside = ("acl", "parataxis", "punct", *(("appos",) if _has_aside(view, subject) else ()))
    first, last = view.phrase(subject, *beside)
    if view.name_at(subject) is None and (view.universal[subject] == "PRON" or view.is_vague(first, last)):
        return None
    return view.sentence.literal(first, last)


def _has_aside(view: View, noun: int) -> bool:
    return any(view.relations[i] == "appos" and view.is_apart(i) for i in view.children[noun])


def _according(view: View, predicate: int) -> tuple[Modality, str | None]:
    """Return a report by "according to X" anywhere above or beside the clause."""
    for at, word in enumerate(view.lower[:-2]):
        if word == "according" and view.lower[at + 1] == "to" and view.relations[at] == "case":
            source = view.heads[at]
            if source >= 0 and (
                view.heads[source] == predicate or view.heads[source] in view.ancestors(predicate)
            ):
                first, last = view.phrase(source, "case", "acl", "punct", "appos")
                return Modality.REPORTED, view.sentence.literal(first, last) if first < last else None
    return Modality.STATED, None


def _quoted(view: View, predicate: int) -> tuple[Modality, str | None]:
    """Return a report when the predicate stands within quotation marks."""
    closing = None
    for word in view.words[:predicate]:
        if closing is None:
            closing = _QUOTES.get(word)
        elif word == closing:
            closing = None
    is_inside = closing is not None and (closing in view.words[predicate + 1 :] or closing != "’")
    return (Modality.REPORTED if is_inside else Modality.STATED), None


def _is_condition(view: View, predicate: int) -> bool:
    """Tell whether a clause is a condition or hangs on one: "if X fell", "X falls if"."""
    for at in (predicate, *view.ancestors(predicate)):
        mark = view.child(at, "mark")
        if mark is not None and view.lower[mark] in _CONDITIONS:
            return True
        if view.relations[at] in ("acl:relcl", "root"):
            break
    return any(
        view.relations[index] == "advcl"
        and (mark := view.child(index, "mark")) is not None
        and view.lower[mark] in ("if", "unless")
        for index in view.children[predicate]
    )
