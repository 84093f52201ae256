from pathlib import Path

import pytest

from styrhjul.engine.store import Metadata, Store, ensure_bundled


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return ensure_bundled(tmp_path_factory.mktemp("bundled"))


@pytest.fixture
def metadata(tmp_path: Path) -> Metadata:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    head = "id,title,description,operating_area,perspective,is_divided_by_gender,similar_list\n"
    return Metadata(
        write("indicators.csv", head + "A,First,,,,true,\nB,Second,,,,false,\n"),
        write(
            "areas.csv",
            "id,name,kind,county_code,county,skr_code,skr_group\n0000,Riket,L,,,,\n0001,Ett,K,,,,\n0002,Två,K,,,,\n",
        ),
        write("groups.csv", "id,title,kind,similar_list,area,year\nG,Alla,type,,,\n"),
        write("members.csv", "group_id,area\nG,0001\nG,0002\n"),
    )
