import numpy as np
import pytest

from styrhjul.engine.store import Store
from styrhjul.engine.store.build import build_path
from styrhjul.engine.store.dense import dense_path, open_dense
from styrhjul.engine.store.reader import Reader

from .test_build import GOOD, HEAD, written


@pytest.fixture
def loaded(tmp_path, metadata) -> Store:
    store = Store(tmp_path / "store")
    store.load(written(tmp_path, GOOD), metadata)
    return store


def file_of(store: Store, sex="T"):
    return dense_path(build_path(store.folder, store.build_id), sex)


def test_a_load_lays_the_values_out_beside_the_build(loaded) -> None:
    values = np.load(file_of(loaded))
    assert values.dtype == np.float32
    np.testing.assert_array_equal(values, [[[1.5, 3.0], [np.nan, np.nan], [2.0, np.nan]]])
    assert np.isnan(np.load(file_of(loaded, "K"))).all()
    np.testing.assert_array_equal(loaded.cube(("A", "B")).values[0], [[1.5, np.nan, 2.0], [3.0, np.nan, np.nan]])
    assert np.isnan(loaded.cube(("A", "B")).values[1]).all()
    assert loaded.cube(("B",)).values.shape == (1, 2, 0)


@pytest.mark.parametrize("damage", ["gone", "cut", "of something else"])
def test_dense_values_that_are_not_whole_are_made_anew(loaded, damage) -> None:
    path, before = file_of(loaded), loaded.cube(("A",)).values.copy()
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-4])
    else:
        np.save(path, np.zeros((2, 2), dtype=np.float32))
    fresh = Reader(loaded.build_id, build_path(loaded.folder, loaded.build_id))
    np.testing.assert_array_equal(fresh.cube(("A",)).values, before)
    assert np.load(path).shape == (1, 3, 2)
    assert not list(loaded.folder.glob(".*"))


def test_the_dense_values_go_with_their_build(loaded, tmp_path, metadata) -> None:
    old, first = file_of(loaded), loaded.build_id
    loaded.load(written(tmp_path, HEAD + "A,0001,2020,T,5,\n"), metadata)
    assert old.exists()
    build_path(loaded.folder, first).unlink()
    loaded.load(written(tmp_path, HEAD + "A,0001,2020,T,6,\n"), metadata)
    assert not old.exists()
    assert file_of(loaded).exists()


def test_a_file_that_is_no_array_is_not_opened(tmp_path) -> None:
    (tmp_path / "x.npy").write_text("no array")
    assert open_dense(tmp_path / "x.npy") is None
    assert open_dense(tmp_path / "nowhere.npy") is None
