"""Saved pages of news sites as they are built: tables, comments, whole newspaper pages."""

import pytest

from bot.reading.articles import read_articles

ONE = "昨天下午，青石渡口正式停渡，两岸三千名村民从此走上新建的大桥，赶集看病不再等船。"
TWO = "大桥长二百八十六米，去年三月动工，由县里补助和村民捐款修成，其中村民捐了二十一万元。"
THREE = "“船不撑了，桥还要有人看。”船工老冯当了大桥的管护员，渡船进了镇文化站。"
TEXT = f"{ONE}\n{TWO}\n{THREE}"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in (ONE, TWO, THREE))


def only(tmp_path, page, name="page.html", encoding="utf-8"):
    [article] = every(tmp_path, page, name, encoding)
    return article


def every(tmp_path, page, name="page.html", encoding="utf-8"):
    file = tmp_path / name
    file.write_bytes(page.encode(encoding))
    return list(read_articles(str(file)))


def test_a_page_of_tables_gives_kicker_headline_and_subtitle(tmp_path):
    bare = "<br><br>".join(f"&nbsp;&nbsp;{line}" for line in (ONE, TWO, THREE))
    page = f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<title>青石晚报网络版</title></head><body><table><tr>
<td><a href=1>首页</a> | <a href=2>社会</a></td></tr></table><table><tr>
<td width=160><b>本周热点</b><br>·<a href=3>县城停水</a><br>·<a href=4>二中封顶</a>
</td><td><table><tr><td>您现在的位置：<a href=5>青石晚报</a> &gt; 正文</td></tr>
<tr><td align=center><font size=3>村民捐款二十一万元</font></td></tr>
<tr><td align=center><font size=5><b>百年渡口昨日停摆</b></font><br>——两岸三千村民走上大桥</td></tr>
<tr><td align=center>2003年11月18日　青石晚报　记者 秦川 实习生 仇丽</td></tr>
<tr><td>{bare}</td></tr><tr><td>【<a href=6>打印本页</a>】【<a href=7>关闭窗口</a>】</td></tr>
<tr><td><b>相关新闻</b><br>·<a href=8>大桥合龙</a></td></tr></table></td></tr></table>
<table><tr><td>青石晚报社主办 版权所有</td></tr></table></body></html>"""
    found = only(tmp_path, page, encoding="gb18030")
    assert (found.kicker, found.title, found.subtitle) == (
        "村民捐款二十一万元", "百年渡口昨日停摆", "两岸三千村民走上大桥",
    )  # fmt: skip
    assert (found.date, found.paper, found.authors) == ("2003-11-18", "青石晚报", ("秦川", "仇丽"))
    assert found.text == TEXT


@pytest.mark.parametrize("name", ["comment", "related-list", "readerComment"])
@pytest.mark.parametrize("main", ["main", "left", "snapshot"])  # the last two end in ft and hot
def test_what_readers_say_is_no_text_though_it_is_longer(tmp_path, name, main):
    said = "<p>我家就在桥头，天天看着它一点点修起来，真不容易，希望公交车也早一点开过来。</p>" * 9
    page = f"""<html><head><title>百年渡口停摆_青石网</title></head><body><div class={main}>
<h1>百年渡口停摆</h1><div class=info>2024-05-02 08:12 来源：青石日报</div>
<div class=content>{PARAGRAPHS}</div><div class="{name}"><h3>网友评论</h3>{said}</div></div>
</body></html>"""
    found = only(tmp_path, page)
    assert (found.title, found.paper, found.text) == ("百年渡口停摆", "青石日报", TEXT)


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='font-size:0'>未经许可</span>",
        "<span class=jam>本文来源</span>",
        "<span hidden>编辑推荐</span>",
        "<span style='visibility:hidden'>热线</span>",
    ],
)
def test_what_a_page_hides_within_a_sentence_is_no_text(tmp_path, hidden):
    text = PARAGRAPHS.replace("停渡，", f"停渡，{hidden}")
    page = f"""<html><head><style>.jam{{display:none}}</style><title>百年渡口停摆</title></head>
<body><h1>百年渡口停摆</h1>{text}</body></html>"""
    assert only(tmp_path, page).text == TEXT


def test_a_text_that_is_hidden_as_a_whole_is_read(tmp_path):
    page = f"""<html><head><meta property="og:title" content="百年渡口停摆"><title></title></head>
<body><h1>百年渡口停摆</h1>
<div id=js_content style="visibility: hidden; opacity: 0">{PARAGRAPHS}</div></body></html>"""
    found = only(tmp_path, page)
    assert (found.title, found.text) == ("百年渡口停摆", TEXT)


def test_who_wrote_it_may_stand_behind_the_text(tmp_path):
    page = f"""<html><head><title>百年渡口停摆</title></head><body><h1>百年渡口停摆</h1>
<div id=js_content>{PARAGRAPHS}<section>— END —</section><p>记者：梁小满</p><p>编辑：小鹿</p>
<p>往期推荐</p><p><a href=1>县运动会开幕</a></p></div></body></html>"""
    found = only(tmp_path, page)
    assert (found.authors, found.text) == (("梁小满",), TEXT)


@pytest.mark.parametrize("source", ["青石网－青石晚报", "青石晚报", "《青石晚报》"])
def test_the_paper_is_where_the_article_is_from(tmp_path, source):
    page = f"""<html><head><title>百年渡口停摆_青石网</title>
<meta property="og:site_name" content="青石网"></head>
<body><h1>百年渡口停摆</h1><p>2024-05-02 来源：{source}　作者：秦川</p>
{PARAGRAPHS}</body></html>"""
    found = only(tmp_path, page)
    assert (found.paper, found.authors) == ("青石晚报", ("秦川",))


def test_a_table_of_figures_keeps_its_rows(tmp_path):
    cells = (("学校", "已登记"), ("实验小学", "402"), ("滨河小学", "331"))
    table = "".join(f"<tr><td><p>{a}</p></td><td><p>{b}</p></td></tr>" for a, b in cells)
    page = f"""<html><head><title>百年渡口停摆</title></head><body><h1>百年渡口停摆</h1>
<div><p>{ONE}</p><table>{table}</table><p>{TWO}</p></div></body></html>"""
    assert only(tmp_path, page).text.split("\n")[1:4] == ["\t".join(row) for row in cells]


SECTIONS = """<div class=one><h5>村民捐款二十一万元</h5><h2>百年渡口昨日停摆</h2>
<div>本报记者 秦川</div><div>{text}</div></div>
<div class=one><h2>停水公告</h2>
<div><p>因更换阀门，五月三日晚东街停水，请居民提前做好储水准备。</p></div></div>
<div class=one>
<div>五月一日，孩子们在图书馆学习活字印刷，体验传统文化。　本报记者 海洋 摄</div></div>"""


def test_a_newspapers_page_on_the_web_gives_all_its_articles(tmp_path):
    page = f"""<html><head><title>青石时报 2016年08月24日 第02版 综合</title></head><body>
<div class=nav><a href=1>01版:头版</a><a href=2>02版:综合</a></div>
<ul><li><a href=3>百年渡口昨日停摆</a></li><li><a href=4>停水公告</a></li></ul>
<div class=right>{SECTIONS.format(text=PARAGRAPHS)}</div>
<div>本版责编：诸葛明</div><div>青石时报社 地址：中山路9号</div></body></html>"""
    lead, notice, photo = every(tmp_path, page)
    assert {(item.paper, item.date, item.page) for item in (lead, notice, photo)} == {
        ("青石时报", "2016-08-24", "2")
    }
    assert (lead.kicker, lead.title, lead.authors, lead.text) == (
        "村民捐款二十一万元", "百年渡口昨日停摆", ("秦川",), TEXT,
    )  # fmt: skip
    assert (notice.kind, notice.title, notice.authors) == ("notice", "停水公告", ())
    assert (photo.kind, photo.title, photo.authors) == ("photo", None, ("海洋",))


def test_an_article_with_subheads_is_one(tmp_path):
    page = f"""<html><head><title>百年渡口停摆_青石时报 第02版</title></head><body>
<h1>百年渡口停摆</h1>
<div><h3>一条木船</h3><p>{ONE}</p><h3>一座新桥</h3><p>{TWO}</p><p>{THREE}</p></div></body></html>"""
    found = only(tmp_path, page)
    assert found.title == "百年渡口停摆"
    assert found.text.split("\n") == ["一条木船", ONE, "一座新桥", TWO, THREE]


@pytest.mark.parametrize(
    "odd",
    [
        "<style>" + "@" * 50_000 + "</style>",
        "<style>" + "@media x{.a{b:c}" * 5000 + "</style>",
        "<table>" + "<tr><td>一</td><td>2</td></tr>" * 2000 + "</table>",
    ],
)
def test_odd_pages_are_read_in_linear_time(tmp_path, odd):
    page = f"<html><body><h1>百年渡口停摆</h1>{PARAGRAPHS}{odd}</body></html>"
    assert only(tmp_path, page).text.startswith(TEXT)


def test_what_is_let_into_an_article_is_none_of_its_text(tmp_path):
    inset = """<div class="ad-slot"><span>广告</span><a href=/x>
<p>青石家装节，全包六万九，限前三十名</p></a></div><p>廣告 請繼續往下閱讀</p>
<div class="video-card">相关视频：渡口的最后一班船 <span>00:58</span></div>
<div class="inline-newsletter"><h4>早安早报</h4><p>每天清晨，把要闻送进您的邮箱。</p></div>
<p>相关阅读</p><ul><li><a href=1>渡口停摆之后</a></li><li><a href=2>老冯的船</a></li></ul>"""
    page = f"""<html><head><title>百年渡口停摆_青石网</title></head><body>
<a href=/><h1>青石网</h1></a><article><h2>百年渡口停摆</h2><div class=c><p>{ONE}</p>{inset}
<p>{TWO}</p><p>{THREE}</p><p>记者：费晨　阮小舟　剪辑：杜鹏</p>
<p>（《青石日报》2024年5月2日 第A07版）</p></div></article></body></html>"""
    found = only(tmp_path, page)
    assert (found.title, found.text) == ("百年渡口停摆", TEXT)
    assert (found.authors, found.paper, found.page) == (("费晨", "阮小舟"), "青石日报", "A7")
    assert found.date == "2024-05-02"


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><img src=1.jpg><figcaption>村民走上大桥。（秦川 攝）</figcaption></figure>",
        "<img src=1.jpg><p>村民走上大桥。秦川摄</p>",
        "<p style='font-size:12px'>村民走上大桥。</p>",
        "<p>▲村民走上大桥。</p>",
    ],
)
def test_a_caption_within_an_article_is_an_item_of_its_own(tmp_path, picture):
    lines = "".join(f"<p style='font-size:16px'>{line}</p>" for line in (TWO, THREE))
    page = f"""<html><head><title>百年渡口停摆</title></head><body><h1>百年渡口停摆</h1>
<div><p style='font-size:16px'>{ONE}</p>{picture}{lines}</div></body></html>"""
    article, photo = every(tmp_path, page)
    assert (article.kind, article.text) == ("article", TEXT)
    assert (photo.kind, photo.title, photo.text) == ("photo", None, "村民走上大桥。")


def test_articles_that_a_click_shows_are_read_too(tmp_path):
    """And what every one of them has below it, a link, is none of its text."""
    first = f"""<section class=box style='display:block'><div class=main-title>百年渡口停摆</div>
<div class=sub-title>三千村民走上大桥</div><div><p>{ONE}</p><p>（秦川）</p></div><a>返回版面</a>
</section>"""
    second = f"""<section class=box style='display:none'><div class=intro-title>养老有了去处</div>
<div class=main-title>四镇办起日间照料站</div><div><p>{TWO}</p></div><a>返回版面</a></section>"""
    third = f"""<section class=box style='display:none'><div><p>{THREE}</p></div>
<p>记者 仇丽 摄</p><a>返回版面</a></section>"""
    menu = "<ul class=menu style='display:none'><li>往期。</li></ul>"
    page = f"""<html><head><title>青石日报 2024年05月02日 第03版：综合</title></head><body>{menu}
<div class=all>{first}{second}{third}</div></body></html>"""
    one, two, photo = every(tmp_path, page)
    assert (one.title, one.subtitle, one.text) == ("百年渡口停摆", "三千村民走上大桥", ONE)
    assert (two.kicker, two.title, two.text) == ("养老有了去处", "四镇办起日间照料站", TWO)
    assert (photo.kind, photo.text, photo.authors) == ("photo", THREE, ("仇丽",))
    assert one.authors == ("秦川",)
    assert {each.page for each in (one, two, photo)} == {"3"}


def test_scripts_do_not_make_a_text_small(tmp_path):
    """A page of a public account hides its text until a script has run."""
    page = f"""<html><head><title></title><meta property="og:title" content="百年渡口停摆"></head>
<body><h1>百年渡口停摆</h1><div style="visibility: hidden">{PARAGRAPHS}</div>
<script>{"var told = '渡口';" * 400}</script><div class=discuss><p>终于不用等船了，真好！</p></div>
</body></html>"""
    assert only(tmp_path, page).text == TEXT


def test_a_digital_edition_tells_its_captions_and_its_page(tmp_path):
    body = "".join(f"<P>　　{line}</P>" for line in (TWO, THREE))
    page = f"""<html><head><title>朔川日报数字报-百年渡口停摆</title></head><body><table><tr>
<td>第3版：综合新闻</td><td><a href=2>上一版</a> <a href=4>下一版</a></td></tr></table>
<table><tr><td>第1版：要闻</td></tr><tr><td>第3版：综合新闻</td></tr></table>
<table><tr><td class=bt>百年渡口停摆</td></tr></table>
<div id=ozoom><founder-content><P>　　{ONE}</P>
<TABLE><TR><TD><IMG src=1.jpg></TD></TR>
<TR><TD><P>村民走上大桥。　本报记者　秦川　摄</P></TD></TR></TABLE>
{body}</founder-content></div></body></html>"""
    article, photo = every(tmp_path, page)
    assert (article.title, article.text, article.page) == ("百年渡口停摆", TEXT, "3")
    assert (photo.kind, photo.title, photo.text, photo.page) == (
        "photo", None, "村民走上大桥。", "3",
    )  # fmt: skip
    assert photo.authors == ("秦川",)


def test_poems_and_tables_are_articles_of_a_newspapers_page(tmp_path):
    verses = ("祖父攤開影子", "薄薄一層，在九月", "麻雀是逗點", "竹耙是一橫", "我們赤腳走過")
    cells = ("品名<td>上價<td>中價", "絲瓜<td>31<td>24", "香蕉<td>38<td>33")
    table = f"<table>{''.join(f'<tr><td>{row}</tr>' for row in cells)}</table>"
    page = f"""<html><head><title>嘉南新報電子報 2017/09/15 B2 地方綜合</title></head><body>
<header><h1>嘉南新報 <small>電子報</small></h1></header><div class=cols>
<section class="news article"><h3>百年渡口停擺</h3><p>【記者蔡宜庭台南報導】{ONE}</p>
<p>{TWO}</p></section><section class="news article"><h3>果菜行情</h3>{table}
<p>註：單位為每公斤新台幣元，昨日成交價。</p></section>
<section class="news poem"><h3>曬穀場</h3><div>{"<br>".join(verses)}</div></section>
<section class="news notice"><h3>停水通知</h3><p>{THREE}</p></section></div>
</body></html>"""
    story, prices, poem, notice = every(tmp_path, page)
    assert (story.title, story.authors, story.page) == ("百年渡口停擺", ("蔡宜庭",), "B2")
    assert prices.text.splitlines()[:2] == ["品名\t上價\t中價", "絲瓜\t31\t24"]
    assert (poem.title, poem.text) == ("曬穀場", "\n".join(verses))
    assert notice.title == "停水通知"


def test_a_menus_words_are_no_headline(tmp_path):
    page = f"""<html><head><title>通知公告 - 平沅日报社</title></head><body><ul><li>通知公告</li>
<li>招标采购</li></ul><div><h2>关于公开遴选印刷纸张供应单位的公告</h2>{PARAGRAPHS}</div>
</body></html>"""
    found = only(tmp_path, page)
    assert (found.title, found.paper) == ("关于公开遴选印刷纸张供应单位的公告", "平沅日报")
    assert found.kicker is None and found.authors == ()


def test_a_page_of_which_one_part_has_no_text_is_read(tmp_path):
    poem = (
        "<h3>秋日</h3><p>秋天的山坡上</p><p>风慢慢吹</p><p>河水流</p><p>月升</p><p>作者：王明</p>"
    )
    parts = (f"<h3>百年渡口停摆</h3><p>{ONE}</p>", f"<h3>大桥通车</h3><p>{TWO}</p>", poem)
    body = "".join(
        f"<div class=n>{part}</div>" for part in (*parts, "<h3>招商</h3><p>广告：订阅本报。</p>")
    )
    page = f"<html><head><title>青石日报 第03版</title></head><body><div>{body}</div></body></html>"
    assert [one.title for one in every(tmp_path, page)][:2] == ["百年渡口停摆", "大桥通车"]


@pytest.mark.parametrize("odd", ["<p style='font-size:1.2.3px'>", "<p><font size='²'>"])
def test_odd_sizes_of_type_are_passed_over(tmp_path, odd):
    text = PARAGRAPHS.replace("<p>", odd, 1)
    page = f"<html><body><h1>百年渡口停摆</h1><div>{text}</div></body></html>"
    assert only(tmp_path, page).text == TEXT


def test_equal_captions_are_told_apart(tmp_path):
    picture = "<figure><img src=1.jpg><figcaption>图为渡口夜景</figcaption></figure>"
    page = f"""<html><body><h1>百年渡口停摆</h1><div><p>{ONE}</p>{picture}<p>{TWO}</p>{picture}
</div></body></html>"""
    found = every(tmp_path, page)
    assert [one.kind for one in found] == ["article", "photo", "photo"]
    assert len({one.id for one in found}) == 3


def test_links_that_say_the_headline_again_do_not_take_it_away(tmp_path):
    links = "<p><a href=1>百年渡口停摆</a></p>" * 3
    page = (
        f"<html><body><div>{links}</div><h1>百年渡口停摆</h1><div>{PARAGRAPHS}</div></body></html>"
    )
    assert only(tmp_path, page).title == "百年渡口停摆"


def test_sentences_are_text_whatever_they_begin_with(tmp_path):
    more = "<p>相关报道：市政府表示，大桥将免费通行，车辆限重十吨。</p>"
    more += "<div class=video><p>桥头装了摄像头。</p></div>"
    page = (
        f"<html><body><h1>百年渡口停摆</h1><div><p>{ONE}</p>{more}<p>{TWO}</p></div></body></html>"
    )
    text = only(tmp_path, page).text
    assert "限重十吨" in text and "摄像头" in text


def test_most_lines_in_smaller_type_are_no_captions(tmp_path):
    small = "".join(f"<p style='font-size:13px'>{line}</p>" for line in (TWO, THREE, TWO))
    page = f"""<html><body><h1>百年渡口停摆</h1><div><p style='font-size:18px'>{ONE * 4}</p>{small}
</div></body></html>"""
    assert len(every(tmp_path, page)) == 1


def test_who_took_the_picture_is_told_behind_a_text(tmp_path):
    page = f"""<html><body><h1>百年渡口停摆</h1><div>{PARAGRAPHS}<p>本报记者 秦川 摄</p></div>
</body></html>"""
    found = only(tmp_path, page)
    assert (found.text, found.authors) == (TEXT, ("秦川",))
