#!/usr/bin/env bash
# As SQLite, gnuplot, awk and LibreOffice write tables.
set -euo pipefail
cd "$(dirname "$0")"
sqlite3 :memory: '.mode csv' '.import base.csv moons' '.headers on' '.once sqlite.csv' \
  "SELECT rowid AS id, x1, x2, CASE class WHEN '0' THEN 'inner, left' ELSE 'outer' END AS kind FROM moons" \
  '.mode tabs' '.once sqlite.tsv' 'SELECT x1, x2, class FROM moons'
gnuplot -e 'set datafile separator ","; set table "gnuplot.dat";
  plot "base.csv" using 1:($3==0?$2:1/0) title "inner", "" using 1:($3==1?$2:1/0) title "outer"'
gawk -F, 'NR > 1 { printf "%8.4f %8.4f  %s\n", $1, $2, $3 ? "outer" : "inner" }' base.csv > awk.txt
profile=$(mktemp -d)
office() { soffice "-env:UserInstallation=file://$profile" --headless --convert-to "$1" "${@:3}" --outdir "$profile" "$2" > /dev/null 2>&1; }
office ods base.csv '--infilter=CSV:44,34,76,1,,1033'
LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 office csv "$profile/base.ods"
cp "$profile/base.csv" libreoffice-de-comma.csv
rm -rf "$profile"
