"""Words that people type for the paper's, for questions made from the news."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

MOST = 25_000  # words that have others like them
# The paper's formal words and what people type for them; both directions occur.
SYNONYMS = {
    "召开": ["开", "举行", "举办"],
    "举行": ["召开", "办", "举办"],
    "举办": ["办", "举行"],
    "捐赠": ["捐", "捐助", "捐了"],
    "系": ["是"],
    "为": ["是"],
    "位于": ["在"],
    "坐落": ["在"],
    "达": ["有", "达到", "是"],
    "达到": ["有", "是"],
    "增长": ["涨了", "增加", "上升", "提高"],
    "同比增长": ["比去年同期涨了", "同比涨了", "较上年增加"],
    "下降": ["降了", "减少", "跌了"],
    "完成": ["做完", "搞完"],
    "竣工": ["完工", "建成"],
    "完工": ["竣工", "建好", "建成"],
    "建成": ["完工", "建好", "盖好"],
    "启动": ["开始", "开启"],
    "投资": ["花", "投入"],
    "总投资": ["一共投", "一共要花"],
    "资金": ["钱", "款"],
    "设立": ["成立", "设"],
    "成立": ["设立", "建立"],
    "出席": ["参加", "到场"],
    "参加": ["出席", "参与"],
    "主持": ["负责主持"],
    "担任": ["当", "做"],
    "任": ["当", "担任"],
    "宣布": ["公布", "说"],
    "表示": ["说", "称", "讲"],
    "指出": ["说", "提到"],
    "强调": ["说", "提到"],
    "介绍": ["说", "讲"],
    "获得": ["得到", "拿到", "获"],
    "荣获": ["拿到", "获得"],
    "发布": ["公布", "推出"],
    "公布": ["发布"],
    "印发": ["发", "下发"],
    "销售": ["卖", "卖出"],
    "购买": ["买"],
    "居民": ["老百姓", "住户"],
    "群众": ["老百姓", "百姓"],
    "农民": ["农户", "老乡"],
    "学生": ["娃", "孩子"],
    "教师": ["老师"],
    "就业": ["上班", "工作", "找到工作"],
    "死亡": ["去世", "遇难", "死"],
    "受伤": ["伤"],
    "开通": ["通车", "启用"],
    "通车": ["开通"],
    "投产": ["开始生产", "投入生产"],
    "开工": ["动工", "开建"],
    "前往": ["去", "到"],
    "抵达": ["到", "到达"],
    "董事长": ["老总", "负责人", "老板"],
    "企业": ["公司"],
    "公司": ["企业"],
    "项目": ["工程"],
    "工程": ["项目"],
    "签署": ["签", "签订"],
    "签订": ["签", "签署"],
    "建立": ["设立", "建"],
    "减少": ["降", "下降"],
    "增加": ["多了", "增长", "涨"],
    "使用": ["用"],
    "建设": ["建", "修建"],
    "修建": ["建", "修"],
    "种植": ["种"],
    "养殖": ["养"],
    "收入": ["赚", "进账"],
    "价格": ["价钱"],
    "贷款": ["借款"],
    "利率": ["利息"],
    "面积": ["多大"],
    "原因": ["缘故"],
    "会议": ["会"],
    "举措": ["措施", "办法"],
    "措施": ["办法", "举措"],
    "目前": ["现在"],
    "日前": ["前几天"],
    "近日": ["最近"],
    "吸引": ["招来"],
    "覆盖": ["包括"],
    "包括": ["有"],
    "预计": ["估计"],
    "计划": ["打算", "准备"],
    "实施": ["搞", "推行"],
    "开展": ["搞", "进行"],
    "推出": ["搞出", "发布"],
    "发现": ["查出", "找到"],
}


class NearWords:
    """Words of nearly the same meaning, by the vectors that train_words.py makes."""

    def __init__(self, words: Sequence[str], vectors: np.ndarray, least: float = 0.62) -> None:
        """`vectors` (words, dim) are rows of length 1 or of zeros; `least` is a cosine."""
        self._near: dict[str, tuple[str, ...]] = {}
        for first in range(0, len(words), 2000):
            cosines = vectors[first : first + 2000] @ vectors.T
            for row in range(len(cosines)):
                cosines[row, first + row] = 0.0
                best = np.argsort(-cosines[row])[:3]
                found = tuple(words[b] for b in best if cosines[row, b] >= least)
                if found and not words[first + row].isdigit():
                    self._near[words[first + row]] = tuple(w for w in found if not w.isdigit())

    @classmethod
    def load(cls, folder: Path) -> NearWords:
        """Of the 25,000 commonest words, from `words.txt` and `vectors.npy` of a folder."""
        words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:MOST]
        return cls(words, np.load(folder / "vectors.npy")[:MOST].astype(np.float32))

    def __call__(self, word: str) -> tuple[str, ...]:
        return self._near.get(word, ())
