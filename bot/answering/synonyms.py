"""The paper's formal words and what people type for them; and pairs that must not be confused.

A word list of the language, not of any archive: it says what word vectors cannot, that 竣工 is
完工 but not 开工.
"""

from __future__ import annotations

_GROUPS = """
召开 举行 举办 开 办
捐赠 捐 捐助 捐款 捐献 捐资
位于 坐落 地处 在
增长 增加 上升 提高 涨 上涨 提升 增
下降 减少 降低 降 跌 下跌 下滑
竣工 完工 建成 落成
开工 动工 开建 破土
启动 启用 开始 开启
投资 投入 花 花费 耗资
总投资 投资 造价 花
资金 钱 款 款项 经费
设立 成立 建立 创办 创立 组建 创建
创办 建校 办学 创建
出席 参加 到场 到会
主持 主持会议
担任 任 当 做 出任
宣布 公布 发布 对外
表示 说 称 讲 指出 强调 认为 介绍 提到 透露 坦言
表态 发言 表态发言
获得 荣获 得到 拿到 获 获评 摘得 夺得
印发 下发 出台 发布
销售 卖 出售 销
购买 买 采购 购置 购入
居民 老百姓 百姓 群众 市民 民众
全民 全社会 老百姓 群众
农民 农户 村民 老乡 农牧民
学生 孩子 学员
教师 老师
就业 上班 工作 任职
死亡 去世 遇难 身亡 逝世 死 丧生 离世
受伤 伤者 负伤
开通 通车 运营 投用
关门 闭馆 打烊 歇业 闭园 关闭
开门 开馆 营业 开园 开放
投产 投用 投入使用 启用
前往 去 赴 到
抵达 到达 到
董事长 老总 老板 总裁 负责人 掌门人
企业 公司 厂家
项目 工程
签署 签订 签 签约
种植 栽种 种 栽
养殖 养 饲养
收入 进账 营收
价格 价钱 单价 售价
利率 利息
贷款 借款 信贷
会议 大会 会
举措 措施 办法 做法
目前 现在 眼下 如今
近日 日前 最近
吸引 招引 引来
包括 涵盖 含
预计 计划 估计 预期 打算
实施 推行 开展 推进 进行
发现 查出 找到
指出 反馈 通报
整改 整治 治理
建设 修建 建造 兴建 建
牵头 主办 组织 开展
修复 修缮 维修 修
覆盖 惠及
缺资金 融资需求
汇聚 聚集 聚到一起 集聚
区内外 疆内疆外 内外
研究所 研究院
院校 学校 高校 大学 学院
妻子 老婆 爱人
丈夫 老公
父亲 爸爸
母亲 妈妈
生产 制造
产量 总产 产出
开办 开设 办
搬迁 迁 搬 迁址
占地 占地面积 面积
游客 旅客 客人
参观 游览
首次 第一次 首度
负责人 领导 主管
原因 缘故 缘由
摄影 拍摄 摄 拍
撰写 写 采写
发放 发 派发
起火 着火 失火
赔偿 赔付 赔
批准 同意 获批 核准
要求 强调 提出
支持 扶持 资助 帮扶
降雨 下雨
蓄水 存水
中标 承建 施工
"""
_OPPOSITES = """
开工 竣工
开工 完工
动工 完工
增长 下降
增加 减少
上升 下降
上涨 下跌
涨 跌
提高 降低
上班 下班
出生 去世
进口 出口
买 卖
购买 销售
赢 输
胜 负
开幕 闭幕
开门 关门
开门 闭馆
开馆 关门
开馆 闭馆
开园 闭园
入学 毕业
上任 卸任
收入 支出
最高 最低
最大 最小
男 女
儿子 女儿
存款 贷款
上半年 下半年
一审 二审
一期 二期
男子 女子
左洞 右洞
"""


def _pairs(lines: str) -> frozenset[tuple[str, str]]:
    pairs = set()
    for line in lines.strip().splitlines():
        group = line.split()
        pairs |= {(left, right) for left in group for right in group if left != right}
    return frozenset(pairs)


_AMBIGUOUS = frozenset(["购买", "销售", "收入", "支出"])  # 购买的彩票 were sold, too


def _spread(pairs: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The pairs, and those of synonyms of either; 降 alone opposes nothing: it may be of 降雨."""
    alike: dict[str, set[str]] = {}
    for left, right in SYNONYMS:
        alike.setdefault(left, {left}).add(right)
    spread = {
        (one, other)
        for left, right in pairs
        if len(left) > 1 and left not in _AMBIGUOUS
        for one in alike.get(left, {left})
        for other in alike.get(right, {right})
        if len(other) > 1 and one != other and (one, other) not in SYNONYMS
    }
    return pairs | frozenset(spread)


SYNONYMS = _pairs(_GROUPS)  # both ways round
OPPOSITES = _spread(_pairs(_OPPOSITES))
OPPOSED = frozenset(left for left, _ in OPPOSITES)
