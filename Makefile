# make help says what there is. Everything lives in .venv; nothing else is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DATA ?= ../shared/data
EXAMPLES ?= /tmp/baowen-examples

.PHONY: help install ocr index chat test models lint fix clean

help: ## 显示这些命令 / show these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/' | expand -t 16

install: $(STAMP) ## 建立 .venv 并安装 / make .venv and install

# A half-made .venv (an interrupted download) has no stamp, so the next run finishes it.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt torch
	$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(STAMP)

ocr: install ## 装上文字识别，扫描件也能读 / add OCR, so that scans are read too
	$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable '.[ocr]'

index: install ## 由 corpus/ 建立或更新索引 / make the index mirror corpus/
	$(BIN)/baowen index corpus

chat: index ## 打开对话 http://127.0.0.1:7860 / open the chat
	$(BIN)/python app.py

test: install ## 跑全部测试 / run all tests
	$(BIN)/python -m pytest

models: install ## 由 DATA 重新训练全部模型（要显卡）/ train all models again from DATA (needs a GPU)
	$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable '.[dev,train]'
	$(BIN)/python -m training.train_words --data $(DATA) --vectors $(EXAMPLES)
	$(BIN)/python -m training.train_breaks --data $(DATA)
	$(BIN)/python -m training.train_wording --data $(DATA)
	$(BIN)/python -m training.train_encoder --data $(DATA)
	$(BIN)/python -m training.make_pieces --data $(DATA)
	$(BIN)/python -m training.make_examples --data $(DATA) --vectors $(EXAMPLES) --out $(EXAMPLES)
	$(BIN)/python -m training.pretrain_reader --data $(DATA)
	$(BIN)/python -m training.teach_reader --data $(DATA) --examples $(EXAMPLES)
	$(BIN)/python -m training.refine_reader --data $(DATA) --examples $(EXAMPLES)
	for seed in 11 12; do $(BIN)/python -m training.teach_reader --data $(DATA) --examples $(EXAMPLES) --reader /tmp/baowen-reader.pt --out /tmp/baowen-$$seed.pt --seed $$seed --steps 5700 --budget 56000 --rate 3e-4 || exit 1; done
	$(BIN)/python -m training.mean_readers /tmp/baowen-reader.pt /tmp/baowen-reader.pt /tmp/baowen-11.pt /tmp/baowen-12.pt
	$(BIN)/python -m training.export_reader /tmp/baowen-reader.pt
	for seed in 302 1303 1304 1305; do $(BIN)/python benchmarks/reading/lay_out.py --data $(DATA) --pages 1200 --seed $$seed --out /tmp/p$$seed || exit 1; done
	for seed in 6 7 8 9 10 11 12 13; do $(BIN)/python -m training.lay_out_local --data $(DATA) --seed $$seed --out /tmp/local$$seed || exit 1; done
	$(BIN)/python -m training.train_page_net /tmp/baowen-reader.pt --data $(DATA) --pages /tmp/p302 /tmp/p130? /tmp/local?*
	$(BIN)/python -m training.train_encoder --data $(DATA) --plain --out $(EXAMPLES)/plain
	$(BIN)/python -m training.train_ranking --data $(DATA) --model $(EXAMPLES)/plain
	$(BIN)/python -m training.train_confidence --data $(DATA)

lint: install ## ruff 和 mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: install ## 自动改正能改的 / mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## 删除 .venv 和缓存 / remove .venv and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
