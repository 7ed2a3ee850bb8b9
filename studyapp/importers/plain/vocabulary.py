"""The few words that headings, contents lists and the frame of web pages have in common. Data only."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split("|"))


# What divides books, laws and reports, from the widest to the narrowest, in eight languages.
LABELS = (
    _words("volume volumen band tome том"),
    _words("book buch livre libro liber boek livro книга"),
    _words("part teil partie parte pars deel часть epoch titel titulus título titolo"),
    _words("act actus akt acte acto atto aufzug appendix annex anhang annexe schedule"),
    _words(
        """chapter chap kapitel chapitre capítulo capitulo capitolo глава unit module lecture lesson
    letter canto stave week day adventure story essay session phase theme topic episode
    sermon dialogue tale hoofdstuk caput quaestio tabula psalm ode fabula lektion leçon lección урок тема
    лекция"""
    ),
    _words("article artikel articulus artículo articolo artigo статья"),
    _words(
        """scene scaena szene scène scena escena auftritt section sect § step abschnitt sectie sección
        sezione seção раздел top"""
    ),
)
# Headings that say what a part of a book is for.
NAMES = _phrases(
    """preface|foreword|introduction|introductory|prologue|epilogue|conclusion|conclusions|afterword|
    abstract|summary|acknowledgements|acknowledgments|acknowledgement|acknowledgment|appendix|
    appendices|bibliography|references|glossary|index|notes|endnotes|footnotes|dedication|
    background|discussion|methods|results|further reading|works cited|see also|external links|
    sources|author's note|author’s note|executive summary|security considerations|related work|
    overview|postscript|interlude|dramatis personae|dramatis personæ|
    persons of the play|preamble|etymology|extracts|transcriber's note|transcriber's notes|
    transcriber’s note|transcriber’s notes|einleitung|vorwort|schluss|nachwort|literatur|
    avant-propos|préface|conclusión|introducción|prólogo|epílogo|введение|заключение|предисловие|
    послесловие|
    recitals|definitions|materials and methods|results and discussion|conclusions and future work|
    future work|literature cited|literature review|problem statement|objectives|scope|purpose|
    methodology|terms and conditions|miscellaneous|about the author|about the authors|contact|
    zusammenfassung|fazit|literaturverzeichnis|einführung|präambel|anhang|resumen|conclusiones|
    bibliografía|referencias|agradecimientos|resumo|introdução|conclusão|referências|agradecimentos|
    résumé|bibliographie|remerciements|annexe|annexes|inleiding|samenvatting|conclusie|voorwoord|
    introduzione|conclusione|conclusioni|prefazione|bibliografia|выводы|список литературы|preámbulo"""
)
# Words that stay small in a title.
PARTICLES = _words(
    """a an and as at but by for from if in into nor of off on or out over per so the to up upon via
    vs with without than that yet is are was be its de des du la le les et à au aux en der die das
    und von zu im am del el los las y da di do e il i"""
)
# Words with which a question goes on from what was said before it.
CONJUNCTIONS = _words("and but or so ok okay well now und aber et mais y pero")
# Words in capitals with a colon that begin a remark and name no part of a text.
CALLOUTS = _phrases(
    """note|notes|n.b.|nb|warning|caution|important|tip|hint|example|examples|todo|fixme|exception|
    exceptions|remark|remarks|attention|danger|answer|question|ps|p.s.|cc|to|from|subject|date|re"""
)
CONTENTS = _phrases(
    """contents|table of contents|in this article|on this page|inhalt|inhaltsverzeichnis|
    table des matières|sommaire|índice|contenido|indice|содержание|оглавление|目次|目录"""
)
# Keys of lines that tell about a person or an account.
PROFILE_KEYS = _phrases(
    """name|full name|username|user|email|e-mail|mail|phone|telephone|tel|mobile|address|birthdate|
    date of birth|born|company|job|job title|position|bio|biography|url|website|web|homepage|
    followers|following|location|joined|member since|posts|articles"""
)
# Beginnings of lines that invite to share, comment, subscribe or read on (a regular expression each).
INVITATIONS = _phrases(
    r"""share this|share on|share via|share it|share$|tweet$|pin it|like this|click to share|
    click to email|click to print|email this|print this|leave a comment|leave a reply|
    post a comment|add a comment|comments? are closed|comments? off|\d+ comments?$|\d+ shares?$|
    \d+ likes?$|related posts?|related articles?|related stories|related reading|related content|
    related topics|you may also like|you might also like|you may also enjoy|you might also enjoy|
    more from|more stories|more articles|recent posts|recent comments|popular posts|read more\b|
    read next\b|read also\b|recommended for you|subscribe|sign up for|sign up to|
    join our newsletter|join our mailing list|newsletter|follow us on|follow me on|
    posted in|filed under|tagged|tags?:|categories:|previous post|previous article|next post|
    next article|back to top|skip to content|skip to main content|advertisement$|sponsored|
    all rights reserved|copyright ©|©|cookie|privacy policy|terms of use|terms of service|
    loading\.\.|your email address will not be published|save my name|log in to|notify me of"""
)
# What stands before the name of who made a text or a picture (with “by”, and with a colon), and agencies.
MAKERS = _words(
    """words music text story written edited translated illustrated reported arranged interview photo
    photos photograph"""
)
CREDITS = _words("photo photos photograph photographs picture image credit courtesy source foto bild quelle")
AGENCIES = _words("Getty Reuters Shutterstock iStock Alamy AFP")
# The beginnings of links to edit a part of a page, in eight languages (a regular expression each).
EDIT_LINKS = _phrases(
    r"""edit\b|bearbeiten|quelltext bearbeiten|modifier|editar|modifica\b|bewerken|править|edytuj|編集|编辑"""
)
# Whole lines that are buttons of a page wherever they stand.
BUTTONS = _phrases(
    """advertisement|share|tweet|print|email|share this|share this article|share this page|
    share this post|skip to content|skip to main content"""
)
CARDINALS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty"""
ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
# Ordinals of other languages in which plays and old books count their acts and parts: number, then words.
OTHER_ORDINALS = {
    1: _words("erster erste erstes premier première primero primera primer primo prima primus"),
    2: _words("zweiter zweite zweites deuxième seconde segundo segunda secondo seconda secunda secundus"),
    3: _words("dritter dritte drittes troisième tercero tercera tercer terzo terza tertia tertius"),
    4: _words("vierter vierte viertes quatrième cuarto cuarta quarto quarta quartus"),
    5: _words("fünfter fünfte fünftes cinquième quinto quinta quintus"),
    6: _words("sechster sechste sechstes sixième sexto sexta sesto sesta"),
    7: _words("siebenter siebente siebter siebte septième séptimo séptima settimo settima"),
    8: _words("achter achte achtes huitième octavo octava ottavo ottava"),
    9: _words("neunter neunte neuntes neuvième noveno novena nono nona"),
    10: _words("zehnter zehnte zehntes dixième décimo décima decimo decima"),
}
