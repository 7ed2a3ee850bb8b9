"""Facts of single sentences, read off the parse: clauses, and what stands beside names.

A clause counts when its subject says who or what it is (a name, or a kind of thing: "Enzymes lower ..."); a
pronoun or a vague definite ("the relationship") keeps it out. `commitments` says how far the text stands
behind it.

What the parts mean, kind by kind (every part is a literal span of the sentence's block):

- acronym: subject the acronym, relation "stands for", object the expansion without article.
- office: subject the person; relation "holds" or the verb as it stands ("became"), object the office with its
  country or organisation, if the text says it; or relation "belongs to", object the organisation.
- event: subject, relation the finite verb with its helpers ("joined", "was founded"), object the rest of the
  clause without the time, time; or a dated name: relation "took place" (event) or "was made" (agreement).
- definition: subject the name or the kind, relation "is" or the copula as it stands, object the noun phrase.
- list: subject the owner, relation the words from verb to list, items, object the span of the whole list.
- quantity: subject, relation the verb, object the rest of the clause with the number.
- purpose: subject, relation the verb, object "to ..." or "in order to ...".
- cause: subject, relation the verb; object the effect ("caused", "led"), or the reason ("because ...").
- statement: subject, relation the verb with its helpers, object the rest of the clause. Where the clauses of
  a sentence tell less than it does, and it stands by itself: no subject, no relation, object the sentence
  without what joins it to the one before, items its telling noun phrases, time its only one.

Of "the pact that Varn signed" the object is the pact, and it stands before the subject.
"""
