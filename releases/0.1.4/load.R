# Read the CSV files of this release with base R, every column with its type, every text exact.
#
#   source("load.R")
#   gids <- load_gids()      # a list of data frames: gids$quotes
#
# Null is NA; the text "NA" stays text. With readr instead, types right, texts as in the files:
#
#   readr::read_csv("csv/quotes.csv", na = "", trim_ws = FALSE, col_types = gids_readr("quotes"))

gids_types <- list(
  "sources" = c(
    "source_id" = "character",
    "name" = "character",
    "kind" = "character",
    "country_code" = "character",
    "homepage" = "character",
    "text_policy" = "character",
    "rights" = "character",
    "excerpt_limit" = "numeric"
  ),
  "articles" = c(
    "article_id" = "character",
    "source_id" = "character",
    "title" = "character",
    "subtitle" = "character",
    "authors" = "character",
    "published_on" = "character",
    "url" = "character",
    "language" = "character",
    "raw_path" = "character",
    "raw_sha256" = "character",
    "text_sha256" = "character",
    "n_characters" = "integer",
    "n_words" = "integer",
    "n_sentences" = "integer",
    "duplicate_of" = "character"
  ),
  "sentences" = c(
    "sentence_id" = "character",
    "article_id" = "character",
    "region" = "character",
    "paragraph" = "integer",
    "position" = "integer",
    "start" = "integer",
    "end" = "integer"
  ),
  "entities" = c(
    "entity_id" = "character",
    "name" = "character",
    "kind" = "character",
    "affiliation" = "character",
    "role" = "character",
    "country_code" = "character",
    "wikidata_id" = "character"
  ),
  "entity_aliases" = c(
    "entity_id" = "character",
    "alias" = "character"
  ),
  "entity_mentions" = c(
    "mention_id" = "character",
    "article_id" = "character",
    "sentence_id" = "character",
    "start" = "integer",
    "end" = "integer",
    "text" = "character",
    "entity_id" = "character"
  ),
  "quotes" = c(
    "quote_id" = "character",
    "article_id" = "character",
    "sentence_id" = "character",
    "region" = "character",
    "turn_id" = "character",
    "parent_quote_id" = "character",
    "start" = "integer",
    "end" = "integer",
    "text" = "character",
    "kind" = "character",
    "cue" = "character",
    "cue_start" = "integer",
    "cue_end" = "integer",
    "speaker_text" = "character",
    "speaker_start" = "integer",
    "speaker_end" = "integer",
    "speaker_id" = "character",
    "via_id" = "character",
    "utterance_id" = "character",
    "confidence" = "numeric"
  ),
  "claims" = c(
    "claim_id" = "character",
    "article_id" = "character",
    "sentence_id" = "character",
    "region" = "character",
    "start" = "integer",
    "end" = "integer",
    "text" = "character",
    "claimant_kind" = "character",
    "claimant_id" = "character",
    "quote_id" = "character",
    "claim_type" = "character",
    "hedged" = "logical",
    "stance" = "character",
    "stance_target" = "character",
    "confidence" = "numeric"
  ),
  "frameworks" = c(
    "framework_id" = "character",
    "name" = "character",
    "sponsor_id" = "character",
    "announced_on" = "Date",
    "url" = "character",
    "summary" = "character"
  ),
  "principles" = c(
    "principle_id" = "character",
    "framework_id" = "character",
    "position" = "integer",
    "title" = "character",
    "summary" = "character"
  ),
  "principle_elements" = c(
    "element_id" = "character",
    "principle_id" = "character",
    "position" = "integer",
    "summary" = "character"
  ),
  "principle_mentions" = c(
    "mention_id" = "character",
    "article_id" = "character",
    "sentence_id" = "character",
    "region" = "character",
    "start" = "integer",
    "end" = "integer",
    "text" = "character",
    "principle_id" = "character",
    "element_id" = "character",
    "mention_type" = "character",
    "speaker_id" = "character",
    "quote_id" = "character",
    "confidence" = "numeric"
  ),
  "utterances" = c(
    "utterance_id" = "character",
    "speaker_id" = "character",
    "text" = "character",
    "n_quotes" = "integer",
    "n_articles" = "integer"
  ),
  "rejected_documents" = c(
    "raw_path" = "character",
    "source_id" = "character",
    "raw_sha256" = "character",
    "reason" = "character",
    "detail" = "character"
  ),
  "checks" = c(
    "table" = "character",
    "check" = "character",
    "severity" = "character",
    "passed" = "logical",
    "n_rows" = "integer",
    "n_failed" = "integer",
    "observed" = "character",
    "expected" = "character"
  )
)

read_gids <- function(table, folder = ".") {
  types <- gids_types[[table]]
  frame <- read.csv(
    file.path(folder, "csv", paste0(table, ".csv")),
    colClasses = types,
    na.strings = "",
    check.names = FALSE,
    encoding = "UTF-8"
  )
  texts <- types == "character"
  frame[texts] <- lapply(frame[texts], gids_exact)
  frame
}

load_gids <- function(folder = ".") {
  sapply(names(gids_types), read_gids, folder = folder, simplify = FALSE)
}

# The exact texts of cells: without the apostrophe in front that keeps a spreadsheet from running
# them, and with the characters that are written as their numbers.
gids_exact <- function(cells) {
  cells <- sub("^'", "", cells)
  escaped <- grep(gids_escape, cells)
  found <- gregexpr(gids_escape, cells[escaped])
  regmatches(cells[escaped], found) <- lapply(
    regmatches(cells[escaped], found),
    function(codes) intToUtf8(strtoi(substring(codes, 3), 16L), multiple = TRUE)
  )
  cells
}

gids_escape <- "\\\\u[0-9a-f]{4}"

# The column types of a table as readr takes them.
gids_readr <- function(table) {
  letters <- c(character = "c", integer = "i", numeric = "d", logical = "l", Date = "D")
  paste(letters[gids_types[[table]]], collapse = "")
}
