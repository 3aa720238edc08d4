"""The line that says where a quote was printed."""

from __future__ import annotations

from bot.records import Article


def cite(article: Article) -> str:
    """《paper》date 第N版《headline》author, as far as known.

    `cite(article) -> "《云溪日报》2024-03-05 第1版《春播过半》 记者甲"`.
    """
    place = "".join([
        f"《{article.paper}》" if article.paper else "",
        article.date or "",
        f" 第{article.page}版" if article.page else "",
    ]).strip()
    title = f"《{article.headline}》" if article.headline else ""
    parts = [place + title, "、".join(article.writers)]
    return " ".join(filter(None, parts)) or article.file
