"""A saved web page gives its article, without what stands around it."""

import pytest

from bot.errors import ReadingError
from bot.reading.articles import file_span, read_articles

PAGE = """<!DOCTYPE html><html><head>{declared}<title>渡口大桥建成通车--河滨日报</title>
<meta property="og:site_name" content="河滨日报"><meta name="publishdate" content="2024-05-02">
</head><body><div id="nav"><a href="/">首页</a> <a href="/a">新闻</a> <a href="/b">体育</a></div>
<div class="article"><h1>渡口大桥建成通车</h1>
<p class="info">2024年05月02日 08:12 来源：河滨日报 作者：王小明</p>
<p>　　本报讯 5月1日，渡口大桥建成通车，两岸居民过江不再靠船。大桥建设历时三年，全长三百二十米。</p>
<p>　　大桥投资1.2亿元。养桥人老何说：“风大的时候，桥比船稳。”他每天要在桥上走六个来回。</p>
</div><div class="footer">版权所有 河滨日报社 <a href="/x">联系我们</a></div></body></html>"""


def write(tmp_path, page, encoding="utf-8", name="page.html"):
    file = tmp_path / name
    file.write_bytes(page.encode(encoding))
    return str(file)


def test_the_article_comes_without_menus_and_footers(tmp_path):
    [article] = read_articles(write(tmp_path, PAGE.format(declared="")))
    assert (article.title, article.paper, article.date, article.authors) == (
        "渡口大桥建成通车", "河滨日报", "2024-05-02", ("王小明",),
    )  # fmt: skip
    assert article.text.startswith("本报讯 5月1日，渡口大桥建成通车")
    assert article.text.endswith("走六个来回。")
    assert "首页" not in article.text and "版权" not in article.text


def test_lists_tables_and_breaks_get_no_marks(tmp_path):
    more = (
        "<ul><li>第一项措施是修路。</li><li>第二项措施是架桥。</li></ul>第一行。<br>第二行。"
        "<table><tr><td>长</td><td>320米</td></tr><tr><td>宽</td><td>20米</td></tr></table></div>"
    )
    page = PAGE.format(declared="").replace("</div><div class", more + "<div class")
    [article] = read_articles(write(tmp_path, page))
    lines = article.text.split("\n")
    for line in ("第一项措施是修路。", "第二项措施是架桥。", "长\t320米", "宽\t20米"):
        assert line in lines
    assert "|" not in article.text and "- " not in article.text


def test_its_text_is_not_the_files_own(tmp_path):
    [article] = read_articles(write(tmp_path, PAGE.format(declared="")))
    assert (article.file_start, article.file_end, article.pieces) == (None, None, ())
    assert file_span(article, 0, 5) is None


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gbk">', "gb18030"),
        ('<meta charset="gb2312">', "utf-8"),  # it lies
        ("", "gb18030"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_the_encoding_is_found(tmp_path, declared, encoding):
    [article] = read_articles(write(tmp_path, PAGE.format(declared=declared), encoding))
    assert article.title == "渡口大桥建成通车"
    assert "桥比船稳" in article.text


def test_a_declared_encoding_is_heeded_where_the_bytes_do_not_tell(tmp_path):
    page = "<html><head><meta charset='iso-8859-1'><title>Été</title></head><body><article>"
    page += "<p>" + "Le pont est ouvert depuis le premier mai, à la joie de tous. " * 8 + "</p>"
    [article] = read_articles(write(tmp_path, page + "</article></body></html>", "iso-8859-1"))
    assert "à la joie de tous" in article.text


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><script>x()</script></body></html>"]
)
def test_a_page_without_an_article_is_refused(tmp_path, page):
    with pytest.raises(ReadingError, match=r"网页里没有找到文章.*page\.html.*Save it as text"):
        list(read_articles(write(tmp_path, page)))


def test_a_web_page_with_another_name_is_read_right(tmp_path):
    [article] = read_articles(write(tmp_path, PAGE.format(declared=""), name="page.txt"))
    assert article.title == "渡口大桥建成通车"


def test_an_xhtml_page_with_its_declaration_is_read(tmp_path):
    page = '<?xml version="1.0" encoding="gb2312"?>\n' + PAGE.format(declared="")
    [article] = read_articles(write(tmp_path, page, "gb18030"))
    assert article.title == "渡口大桥建成通车"


def test_what_the_page_says_of_itself_is_no_text_wherever_it_stands(tmp_path):
    told = "2024-05-07 09:12 来源：河滨日报 作者：李春燕 字号：大 中 小"
    text = "<p>5月6日，河滨新区三条公交线路正式开通，沿线十二个小区的居民出门就能坐上公交车。</p>"
    file = tmp_path / "page.html"
    file.write_text(
        "<html><head><title>三条公交线路开通</title></head><body><h1>三条公交线路开通</h1>"
        "<div class=crumb>当前位置：首页 &gt; 民生 &gt; 正文</div>"
        f"<div class=info><span>{told.replace(' ', '</span> <span>')}</span></div>"
        f"<div class=content>{text * 3}<p>（责任编辑：张三）</p></div></body></html>",
        encoding="utf-8",
    )
    [article] = read_articles(str(file))
    assert "来源" not in article.text and "当前位置" not in article.text
    assert article.paper == "河滨日报" and article.authors == ("李春燕",)
    assert article.text.startswith("5月6日")


_PROSE = (
    "镇里的水渠修好了，两千亩麦田不再靠天吃饭。往年这时候要排队等水，今年打开闸门就行。",
    "村民说，水从大青山下来，走十二公里到村口，每亩地一年能省下四十元电费。",
    "首页 要闻 视频",  # within the text nothing is a menu
    "县水利局介绍，今年还要再修三条这样的水渠，受益的村子一共有九个，九月以前全部完工。",
)
_DIVS = (
    "<div>首页 要闻 视频 图片 专题 健走</div><div>您当前的位置：首页 &gt; 民生 &gt; 正文</div>"
    "<h1>水渠通到青石村</h1><div>来源：青石日报 作者：周远 何小满 发布时间：2024-03-05 08:12</div>"
    "<div>【字号：大 中 小】【打印】【关闭】</div>{text}<div>责任编辑：马丽</div>"
    "<div>分享到：微信 微博 QQ空间</div><div>上一篇：桥头小学添新教室 下一篇：县医院添设备</div>"
    "<div>版权所有，未经书面授权不得转载。</div><div>关于我们 联系我们 网站地图</div>"
)
_LINES = (
    "<p>首页</p><p>要闻</p><p>视频</p><p>水渠通到青石村</p><p>稿源：青石日报</p>"
    "<p>作者：周远 何小满</p><p>时间：2024-03-05</p><p>打印 关闭 字号 大 中 小</p>{text}"
    "<p>（责任编辑：马丽）</p><p>分享到</p><p>上一篇：桥头小学添新教室</p><p>相关新闻</p>"
)


@pytest.mark.parametrize("page", [_DIVS, _LINES])
@pytest.mark.parametrize("head", ["", "<title>水渠通到青石村</title>"])
def test_menus_without_links_and_tools_are_no_text(tmp_path, page, head):
    text = "".join(f"<p>{line}</p>" for line in _PROSE)
    whole = f"<html><head>{head}</head><body>{page.format(text=text)}</body></html>"
    [article] = read_articles(write(tmp_path, whole))
    assert article.text == "\n".join(_PROSE)
    assert (article.title, article.paper, article.authors, article.date) == (
        "水渠通到青石村", "青石日报", ("周远", "何小满"), "2024-03-05",
    )  # fmt: skip


def test_a_notice_keeps_its_particulars(tmp_path):
    lines = (
        "青石县图书馆周末讲座开放预约，名额八十人，额满为止，欢迎读者参加。",
        "时间：3月9日上午",
        "地点：二楼报告厅",
    )
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><head><title>周末讲座</title></head><body><h1>周末讲座</h1>{text}</body></html>"
    [article] = read_articles(write(tmp_path, page))
    assert article.text.endswith("地点：二楼报告厅")


@pytest.mark.parametrize("break_", ["<br>", "<br/>\n", "<br><br>"])
@pytest.mark.parametrize(
    "title", ["", "<h1>水渠通到青石村</h1>", "<center>水渠通到青石村</center>"]
)
def test_bare_text_parted_by_breaks_keeps_every_line(tmp_path, break_, title):
    text = f"<b>{_PROSE[0][:4]}</b>{_PROSE[0][4:]}{break_}{_PROSE[1]}{break_}{_PROSE[3]}"
    page = f"<html><head><title>水渠通到青石村</title></head><body>{title}{text}</body></html>"
    [article] = read_articles(write(tmp_path, page))
    assert article.text == "\n".join([*_PROSE[:2], _PROSE[3]])
    assert article.title == "水渠通到青石村"


_SHORT = "昨天，青石大桥正式通车。该桥全长1286米，总投资3.2亿元，由县交通局建设，工期三年。"
_SAID = "“大桥通车后，两岸村民过河不再靠船。”县交通局局长李一苇说。"
_NAV = '<div><a href="/">首页</a> | <a href="/a">时政</a></div><div>位置：<a>青石网</a> 正文</div>'
_MORE = (
    "<div>相关新闻<ul><li><a>大桥合龙</a> 2024-03-01</li><li><a>大桥施工纪实</a></li></ul></div>"
    "<div>版权所有 青石日报社</div>"
)
_NESTED = (
    f"{_NAV}<div><div><h1>青石大桥通车</h1><div>2024-09-12 08:31 来源：青石日报 作者：王小河</div>"
    f"<div><p>{_SHORT}</p><p>{_SAID}</p></div><div>[责任编辑：赵六]</div></div></div>{_MORE}"
)
_SEMANTIC = (
    "<header><nav><a>首页</a></nav></header><main><article><header><h1>青石大桥通车</h1>"
    "<p><span>作者：王小河</span> <span>来源：青石日报</span> <time>2024-09-12</time></p></header>"
    f"<p>{_SHORT}</p><p>{_SAID}</p></article><aside><a>秋收开镰</a></aside></main>{_MORE}"
)
_PAGER = (
    "<div class=article><h1>青石大桥通车</h1><p>2024-09-12 来源：青石日报 作者：王小河</p>"
    f"<p>{_SHORT}</p><p>{_SAID}</p><div><a>上一页</a> 1 <a>2</a> <a>下一页</a></div>"
    "<p>一审：赵六 二审：钱七</p><p>分享到：<a>微信</a></p><p>上一篇：<a>秋收开镰</a></p></div>"
)


@pytest.mark.parametrize("body", [_NESTED, _SEMANTIC, _PAGER])
def test_a_short_report_comes_without_what_stands_around_it(tmp_path, body):
    page = f"<html><head><title>青石大桥通车</title></head><body>{body}</body></html>"
    [article] = read_articles(write(tmp_path, page))
    assert article.text == f"{_SHORT}\n{_SAID}"
    assert (article.paper, article.authors) == ("青石日报", ("王小河",))
    assert article.date == "2024-09-12"


@pytest.mark.parametrize("head", ["<td><b>青石大桥通车</b></td>", "<td><h1>青石大桥通车</h1></td>"])
def test_text_in_the_cell_of_a_layout_keeps_its_lines(tmp_path, head):
    text = f"　　{_SHORT}<br><br>　　{_SAID}<br>"
    told = "<td>2024-09-12 来源：青石日报 作者：王小河</td>"
    rows = "".join(f"<tr>{row}</tr>" for row in (head, told, f"<td>{text}</td>"))
    page = (
        f"<html><head><title>青石大桥通车</title></head><body><table>{rows}</table></body></html>"
    )
    [article] = read_articles(write(tmp_path, page))
    assert article.text == f"{_SHORT}\n{_SAID}"
    assert (article.paper, article.authors) == ("青石日报", ("王小河",))


def test_what_a_browser_does_not_show_is_no_text(tmp_path):
    hidden = (
        "<div style='display: none'>买房找小张，位置优越。</div><template><p>模板。</p></template>"
        "<iframe src=x>框架。</iframe><noscript>请开启脚本。</noscript>"
    )
    page = f"<html><body><h1>青石大桥通车</h1><p>{_SHORT}</p>{hidden}<p>{_SAID}</p></body></html>"
    [article] = read_articles(write(tmp_path, page))
    assert article.text == f"{_SHORT}\n{_SAID}"
    asked = "<html><body><div id=app></div><noscript>请开启脚本。</noscript></body></html>"
    with pytest.raises(ReadingError, match="没有找到文章"):
        list(read_articles(write(tmp_path, asked)))


def test_a_text_that_a_script_would_show_is_read(tmp_path):
    text = f"<p>{_SHORT}</p><p>{_SAID}</p>"
    page = f"<html><body><h1>青石大桥通车</h1><div style='display:none'>{text}</div></body></html>"
    [article] = read_articles(write(tmp_path, page))
    assert article.text == f"{_SHORT}\n{_SAID}"


_STATED = (
    "<!--enpproperty <date>2024-03-05 00:00:00:0</date><author>周远</author><title>水渠通到青石村"
    "</title><subtitle>——青石镇水利见闻</subtitle><introtitle>麦田不再靠天吃饭</introtitle>/enpproperty-->"
)
_TABLES = """<html><head><title>青石日报数字报-水渠通到青石村</title></head><body>
{stated}<table><tr><td><table><tr><td>2024年03月05日 星期二</td>
<td><a href="n">第01版：要闻</a></td><td><a>下一版</a></td></tr></table>
<table><tr><td><a href="1">水渠通到青石村</a></td></tr>
<tr><td><a href="2">桥头小学添新教室</a></td></tr></table>
</td><td><table><tr><td><a href="2">下一篇</a> <a href="#">放大</a></td></tr></table><table>
<tr><td class="font02">麦田不再靠天吃饭</td></tr><tr><td class="font01">水渠通到青石村</td></tr>
<tr><td class="font02">——青石镇水利见闻</td></tr><tr><td>本报记者 周远</td></tr></table>
<div id="ozoom"><founder-content>{text}</founder-content></div></td></tr></table>
<div>版权所有 青石日报社</div></body></html>"""
_HEADS = """<html><head><title>水渠通到青石村-青石日报</title></head><body>
<ul><li><a>要闻</a></li></ul>
<p style="display:none">x</p><h2><p>麦田不再靠天吃饭</p><p class="BSHARE_TEXT">水渠通到青石村</p>
<p>——青石镇水利见闻</p></h2><div>周远</div><div>青石日报 2024年03月05日 第01版：要闻</div>
<founder-content>{text}</founder-content><div><a>上一篇</a><a>下一篇</a></div></body></html>"""
_PAGES = """<html><head><title>青石日报多媒体数字报</title></head><body><div>第01版：要闻</div>
<div>第02版：民生</div><div><span>第01版：要闻</span> <a>上一篇</a></div><h3>麦田不再靠天吃饭</h3>
<h1>水渠通到青石村</h1><h4>——青石镇水利见闻</h4>
<p>2024年03月05日 青石日报 <span>作者：周远</span></p>
<div id="ozoom">{text}</div><div>青石日报社 版权所有</div></body></html>"""


@pytest.mark.parametrize(
    "page", [_TABLES.replace("{stated}", ""), _TABLES.replace("{stated}", _STATED), _HEADS, _PAGES]
)
@pytest.mark.parametrize("breaks", [False, True])
def test_an_article_of_a_digital_edition_says_what_it_is(tmp_path, page, breaks):
    text = "<br/>".join(_PROSE) if breaks else "".join(f"<P>　　{line}</P>" for line in _PROSE)
    [article] = read_articles(write(tmp_path, page.replace("{text}", text), "gb18030"))
    assert (article.kicker, article.title, article.subtitle) == (
        "麦田不再靠天吃饭", "水渠通到青石村", "青石镇水利见闻",
    )  # fmt: skip
    assert (article.authors, article.date) == (("周远",), "2024-03-05")
    assert (article.paper, article.page, article.section) == ("青石日报", "1", "要闻")
    assert article.text == "\n".join(_PROSE)


def test_a_headline_with_a_day_or_like_a_name_is_no_day_and_no_name(tmp_path):
    for title in ("2024年3月9日起青石村停水", "马兰花"):
        page = _HEADS.replace("水渠通到青石村", title).replace("{text}", "".join(_PROSE))
        [article] = read_articles(write(tmp_path, page))
        assert (article.title, article.date, article.authors) == (title, "2024-03-05", ("周远",))


def test_a_table_in_an_article_of_a_digital_edition_keeps_its_rows(tmp_path):
    table = "<table><tr><td>长</td><td>320米</td></tr><tr><td>宽</td><td>20米</td></tr></table>"
    page = _HEADS.replace("{text}", f"<p>{_PROSE[0]}</p>{table}")
    [article] = read_articles(write(tmp_path, page))
    assert article.text.split("\n")[1:] == ["长\t320米", "宽\t20米"]


_TOLD = "5月1日，渡口大桥建成通车，两岸居民过江不再靠船。大桥全长三百二十米，总投资八千万元。"
_MORE = "当天上午，县长李文华出席通车仪式。他说，大桥通车后，两岸车程由四十分钟缩短到五分钟。"


@pytest.mark.parametrize("label", ["浏览次数：12", "点击数：12", "编辑：马丽", "作者：王小明", ""])
def test_the_source_ends_where_the_next_label_stands_right_behind_it(tmp_path, label):
    page = f"<h1>大桥通车</h1><div><span>来源：河滨日报</span><span>{label}</span></div>"
    whole = f"<html><body>{page}<div><p>{_TOLD}</p><p>{_MORE}</p></div></body></html>"
    [article] = read_articles(write(tmp_path, whole))
    assert (article.paper, article.text) == ("河滨日报", f"{_TOLD}\n{_MORE}")


def test_a_public_accounts_page_has_the_accounts_name(tmp_path):
    whole = (
        "<html><head><title>大桥通车</title>"
        "<meta property='og:site_name' content='微信公众平台'></head>"
        "<body><h1>大桥通车</h1><a id='js_name'>河滨发布</a><em>2024-05-02 08:30</em>"
        f"<div id='js_content'><p>{_TOLD}</p><p>{_MORE}</p></div><p>河滨发布</p>"
        "<p>继续滑动看下一个</p><p>轻触阅读原文</p></body></html>"
    )
    [article] = read_articles(write(tmp_path, whole))
    assert (article.paper, article.text) == ("河滨发布", f"{_TOLD}\n{_MORE}")


def test_an_author_in_brackets_behind_the_text_is_read(tmp_path):
    whole = (
        f"<html><body><h1>大桥通车</h1><p>{_TOLD}</p><p>{_MORE}（记者 王小明）</p></body></html>"
    )
    [article] = read_articles(write(tmp_path, whole))
    assert article.authors == ("王小明",)


@pytest.mark.parametrize("parting", ["-", "_", "|", " - ", "——"])
@pytest.mark.parametrize("tag", ["h1", "h2", "div"])
def test_the_sites_name_is_no_part_of_the_headline(tmp_path, parting, tag):
    head = f"<head><title>渡口大桥建成通车{parting}河滨网</title></head>"
    page = f"<{tag}>渡口大桥建成通车</{tag}><p>{_TOLD}</p><p>{_MORE}</p>"
    [article] = read_articles(write(tmp_path, f"<html>{head}<body>{page}</body></html>"))
    assert (article.title, article.text) == ("渡口大桥建成通车", f"{_TOLD}\n{_MORE}")


def test_the_menu_of_a_page_laid_out_in_tables_is_no_text(tmp_path):
    menu = "<tr><td>首页</td><td>本地新闻</td></tr><tr><td>· 县政府召开常务会议</td></tr>"
    info = "<tr><td>2005-05-02 作者：王小明 来源：河滨日报</td></tr>"
    story = f"<tr><td><p>{_TOLD}</p><p>{_MORE}</p></td></tr>"
    whole = (
        f"<html><head><title>渡口大桥建成通车</title></head><body><table>{menu}</table>"
        f"<table><tr><td>渡口大桥建成通车</td></tr>{info}{story}</table></body></html>"
    )
    [article] = read_articles(write(tmp_path, whole))
    assert (article.authors, article.paper) == (("王小明",), "河滨日报")
    assert article.text == f"{_TOLD}\n{_MORE}"


def test_a_line_between_headline_and_source_is_the_subtitle(tmp_path):
    info = "<div>2024-05-02 来源：河滨日报 作者：王小明</div>"
    page = f"<h1>大桥通车</h1><p>——写在大桥建成之际</p>{info}<p>{_TOLD}</p><p>{_MORE}</p>"
    for menu in ("", "<div>首页 要闻 视频</div>"):
        whole = f"<html><head><title>大桥通车</title></head><body>{menu}{page}</body></html>"
        [article] = read_articles(write(tmp_path, whole))
        assert (article.title, article.subtitle) == ("大桥通车", "写在大桥建成之际")
        assert (article.paper, article.text) == ("河滨日报", f"{_TOLD}\n{_MORE}")


def test_a_list_of_headlines_is_no_article(tmp_path):
    lines = (
        "河滨日报 2024年05月02日",
        "上一版",
        "第02版：民生",
        "本版新闻列表",
        "渡口大桥建成通车",
    )
    page = "".join(f"<div>{line}</div>" for line in lines)
    with pytest.raises(ReadingError, match=r"没有找到文章.*No article was found"):
        [*read_articles(write(tmp_path, f"<html><body>{page}</body></html>"))]
