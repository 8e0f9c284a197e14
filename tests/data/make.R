# As R writes tables.
d <- read.csv("base.csv")
d$class <- ifelse(d$class == 0, "inner", "outer")
d$x2[3] <- NA
write.csv2(d, "r-csv2.csv")
write.table(d, "r-tabs.tsv", sep = "\t", quote = FALSE, row.names = FALSE)
