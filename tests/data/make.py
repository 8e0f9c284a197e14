"""Small tables as NumPy, pandas, polars, scikit-learn and DuckDB write them. Run in this folder, before make.R and make.sh."""

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from sklearn.datasets import dump_svmlight_file, load_iris

base = np.loadtxt("base.csv", delimiter=",", skiprows=1)
x, y = base[:, :2], base[:, 2].astype(int)
words = np.where(y == 0, "inner", "outer")
moons = pd.DataFrame({"x1": x[:, 0], "x2": x[:, 1], "class": words})

moons.to_csv("pandas-de.csv", sep=";", decimal=",", index=False)
gaps = moons.copy()
gaps.loc[4, "x1"] = np.nan
gaps.to_csv("pandas-null.tsv", sep="\t", na_rep="NULL", index_label="id", quoting=2)
moons.to_csv("pandas-noheader.csv", header=False, index=False)
moons.to_json("pandas-split.json", orient="split")
chinese = moons.rename(columns={"x1": "长度", "x2": "宽度", "class": "品种"}).replace({"inner": "内", "outer": "外"})
chinese.to_csv("pandas-gbk.csv", encoding="gb18030", index=False)
moons.to_csv("pandas-utf16.txt", encoding="utf-16", sep="\t", index=False)
pd.DataFrame(base).to_csv("pandas-unnamed.csv")

iris = load_iris(as_frame=True)
flowers = iris.data.assign(species=iris.target_names[iris.target])[::5]
pl.from_pandas(flowers).with_columns(note=pl.lit("picked, by hand")).write_csv("polars-iris.csv")
# A number to be told: the petal's width from the other three.
flowers.drop(columns="species").to_csv("pandas-values.csv", index=False)

np.save("numpy-fortran.npy", np.asfortranarray(base))
np.savez("numpy-words.npz", X=x, y=words)
np.savez_compressed("numpy-single.npz", data=x.astype("f4"), labels=y.astype("u1"), scale=np.array([1.0, 2.0]))
np.savetxt("numpy-savetxt.csv", base, delimiter=",", fmt="%.6f", header="x1,x2,class")
dump_svmlight_file(x, y, "sklearn.svmlight", zero_based=False, comment="moons")

duckdb.sql("COPY (SELECT x1, x2, nullif(class, 'none') AS class, x1 > 0 AS positive FROM moons) TO 'duckdb.csv' (HEADER)")
duckdb.sql("COPY (SELECT * FROM moons) TO 'duckdb.json' (ARRAY true)")
