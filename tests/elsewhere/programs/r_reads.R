# R: every cell by load.R or by readr, one a line: table, column, class, row, value. A text is given
# as the numbers of its characters, so that no console changes it.
arguments <- commandArgs(trailingOnly = TRUE)
setwd(arguments[1])
source("load.R")

value <- function(cell) {
  if (is.na(cell)) "null"
  else if (is.character(cell)) paste(c("text", utf8ToInt(enc2utf8(cell))), collapse = " ")
  else if (inherits(cell, "Date")) format(cell)
  else if (is.logical(cell)) tolower(cell)
  else format(cell, digits = 17, scientific = FALSE)
}

tell <- function(table, frame) {
  for (column in names(frame)) {
    cells <- frame[[column]]
    for (row in seq_along(cells)) {
      cat(table, column, class(cells), row, value(cells[row]), sep = "\t")
      cat("\n")
    }
  }
}

if (arguments[2] == "base") {
  frames <- load_gids()
} else {
  frames <- lapply(names(gids_types), function(table) {
    frame <- readr::read_csv(
      file.path("csv", paste0(table, ".csv")),
      na = "", trim_ws = FALSE, col_types = gids_readr(table)
    )
    texts <- gids_types[[table]] == "character"
    frame[texts] <- lapply(frame[texts], gids_exact)
    frame
  })
  names(frames) <- names(gids_types)
}
for (table in names(frames)) tell(table, frames[[table]])
