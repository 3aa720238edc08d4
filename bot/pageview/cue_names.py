"""The cues of separation in Chinese; their English names are those in bot/reading."""

from __future__ import annotations

CHINESE = {
    # lines that may be a headline: bot/reading/opening.py
    "always": "起始分",
    "no story above": "上面没有稿件",
    "markdown heading": "Markdown 标题",
    "story below has a dateline": "下文以电头开篇",
    "story below begins with a day": "下文以日期开篇",
    "byline among the lines": "行间有署名",
    "story above is closed": "上文已经结束",
    "notice": "公告的题目",
    "jumped from another page": "下文接自另一版",
    "two lines or more": "不止一行",
    "a wider gap above": "上方空得多",
    "long line": "行长",
    "a label": "栏目或体裁名",
    "a column's name in brackets": "括号里的栏目名",
    "a subtitle's dash": "副题的破折号",
    "leads into the next line": "引出下一行",
    "a space divides it": "中间有空格",
    "a whole line in quotation marks": "整行加引号",
    "a list of short items below": "下面是一串短讯",
    "a table below": "下面是表格",
    "numbered": "有序号",
    "story above breaks off": "上文没有说完",
    "story above has a subhead of this length": "上文有同样长的小标题",
    "story above is short": "上文很短",
    "a short report above": "上文是一篇短消息",
    "a date line": "日期行",
    "nothing below": "下面没有正文",
    "reads like a sentence": "读来是句子",
    "runs into the block below": "一词连到下一块",
    "runs on behind the photo below": "隔着图片接着说",
    "own words in the story below": "用词见于下文",
    "own words in the story above": "用词见于上文",
    "title above in the story below": "上文题目的用词见于下文",
    "title above in these words": "与上文题目用词相同",
    "old words below": "下文沿用上文的词",
    # where a caption begins: bot/reading/captions.py
    "a credit": "摄影署名",
    "opens with the day": "以日期开头",
    "opens with 图为": "以“图为”开头",
    "opens with 近日": "以“近日”开头",
    "a wide gap above": "上方空得多",
    "the block above breaks off": "上一块没有说完",
    "a headline above": "上方是标题",
    "refers to what came before": "指代前文",
    "opens with speech": "以引语开头",
    "breaks off itself": "自己没有说完",
    "a dateline above it in the caption": "说明里先有电头",
    "long": "太长",
    "each further block": "每多一块",
    # rules
    "a verse under its title": "题目和作者下面的诗行",
    "a dateline": "电头",
    "goes on from another page": "接自另一版",
    "the first text of the page": "版上第一段文字",
    "text under a photo, no story above": "图片下的文字，上面没有稿件",
    "the file keeps its articles apart": "文件里本来分篇",
    "too long for a page, kept whole": "太长，不像一版，整篇保留",
}


def both(cue: str) -> str:
    """The cue's name in both languages. `both("numbered") -> "有序号 / numbered"`."""
    return f"{CHINESE[cue]} / {cue}"
