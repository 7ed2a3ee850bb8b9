"""Facts of one sentence: a module for each kind, guards for what the text does not itself state.

What the parts mean, kind by kind (every part is a literal span of the sentence's block):

- acronym: subject the acronym, relation "stands for", object the expansion without article.
- office: subject the person; relation "holds", object the office with its country or organisation, if the
  text says it; or relation "belongs to", object the organisation.
- event: subject, relation the simple past ("joined") or the passive in two words ("was founded") as it
  stands, object the rest of the clause without the time, time;
  or a dated name: relation "took place" (event) or "was made" (agreement), object None.
- definition: subject the name, relation "is", object the noun phrase.
- list: subject the owner, relation the words from verb to list, items, object the span of the whole list.
- quantity: subject, relation the verb as it stands, object the phrase with the number.
- statement: subject, relation the verb with its helpers, object the rest of the clause.
"""
