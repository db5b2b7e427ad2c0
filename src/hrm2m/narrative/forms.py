"""Forms: the forms of an English word, made from its lemma by rule and a short list; knows no class and no rule."""

IRREGULAR = {
    "be": "is are was were been being am", "have": "has had having", "do": "does did done doing",
    "go": "goes went gone going", "say": "says said saying", "tell": "tells told telling",
    "get": "gets got gotten getting",
    "take": "takes took taken taking", "give": "gives gave given giving", "put": "puts putting",
    "keep": "keeps kept keeping",
    "let": "lets letting", "leave": "leaves left leaving", "see": "sees saw seen seeing", "find": "finds found finding",
    "come": "comes came coming", "become": "becomes became becoming", "make": "makes made making",
    "mean": "means meant meaning", "show": "shows showed shown showing", "think": "thinks thought thinking",
    "feel": "feels felt feeling", "hit": "hits hitting", "beat": "beats beaten beating", "lose": "loses lost losing",
    "choose": "chooses chose chosen choosing", "drop": "drops dropped dropping", "bring": "brings brought bringing",
    "throw": "throws threw thrown throwing", "know": "knows knew known knowing", "lie": "lies lied lying",
    "understand": "understands understood understanding", "drink": "drinks drank drunk drinking",
    "begin": "begins began begun beginning", "fall": "falls fell fallen falling", "pay": "pays paid paying",
    "run": "runs ran running", "send": "sends sent sending", "spend": "spends spent spending",
    "stand": "stands stood standing",
    "steal": "steals stole stolen stealing", "hold": "holds held holding", "meet": "meets met meeting",
    "write": "writes wrote written writing", "speak": "speaks spoke spoken speaking",
    "drive": "drives drove driven driving",
    "sleep": "sleeps slept sleeping", "feed": "feeds fed feeding", "burn": "burns burned burnt burning",
    "break": "breaks broke broken breaking", "hear": "hears heard hearing", "rob": "robs robbed robbing",
    "cut": "cuts cutting", "lead": "leads led leading", "pick": "picks picked picking", "win": "wins won winning",
    "stop": "stops stopped stopping", "quit": "quits quitting", "hinge": "hinges hinged hinging",
    "skip": "skips skipped skipping",
    "slip": "slips slipped slipping", "plan": "plans planned planning", "sit": "sits sat sitting",
    "sell": "sells sold selling",
    "build": "builds built building", "commit": "commits committed committing", "admit": "admits admitted admitting",
    "permit": "permits permitted permitting", "submit": "submits submitted submitting",
    "refer": "refers referred referring",
    "shut": "shuts shutting", "buy": "buys bought buying", "wear": "wears wore worn wearing", "withdraw":
    "withdraws withdrew withdrawn withdrawing", "withhold": "withholds withheld withholding", "cancel":
    "cancels cancelled canceled cancelling canceling", "grab": "grabs grabbed grabbing",
    "occur": "occurs occurred occurring",
    "prefer": "prefers preferred preferring", "hide": "hides hid hidden hiding", "bite": "bites bit bitten biting",
    "wind": "winds wound winding", "teach": "teaches taught teaching", "fight": "fights fought fighting",
    "forget": "forgets forgot forgotten forgetting", "wake": "wakes woke woken waking",
    "drag": "drags dragged dragging",
    "shake": "shakes shook shaken shaking", "blame": "blames blamed blaming", "die": "dies died dying",
    "tie": "ties tied tying",
    "travel": "travels travelled traveled travelling traveling", "label": "labels labelled labeled labelling labeling",
    "dodge": "dodges dodged dodging", "set": "sets setting", "grow": "grows grew grown growing",
    "ring": "rings rang rung ringing",
    "eat": "eats ate eaten eating", "bond": "bonds bonded bonding", "scan": "scans scanned scanning",
    "deal": "deals dealt dealing",
    "swing": "swings swung swinging", "bear": "bears bore borne bearing", "rise": "rises rose risen rising",
}  # fmt: skip
PLURALS = {
    "child": "children", "baby": "babies", "man": "men", "woman": "women", "wife": "wives", "person": "people",
    "life": "lives", "foot": "feet", "tooth": "teeth", "bus": "buses", "crisis": "crises",
}  # fmt: skip
_VOWELS = "aeiou"


def verb(lemma: str) -> list[str]:
    """Every form of a verb; of a phrase ("turn up") the first word bends."""
    first, space, rest = lemma.partition(" ")
    forms = [first, *(IRREGULAR[first].split() if first in IRREGULAR else _regular(first))]
    return [form + space + rest for form in forms]


def noun(lemma: str) -> list[str]:
    """Singular and plural; of a phrase the last word bends."""
    rest, space, last = lemma.rpartition(" ")
    return [lemma, rest + space + _plural(last)]


def _plural(word: str) -> str:
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _regular(word: str) -> list[str]:
    if word.endswith("e"):
        return [word + "s", word + "d", (word[:-1] if not word.endswith("ee") else word) + "ing"]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return [word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    stem = word + word[-1] if _doubles(word) else word
    third = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return [third, stem + "ed", stem + "ing"]


def _doubles(word: str) -> bool:
    short = len(word) <= 4 and sum(letter in _VOWELS for letter in word) == 1
    return short and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS
