# The goals of the sample school, judged by R: what `sample_goals.json` beside this file was made with.
#
#   Rscript tests/oracles/sample_goals.R <oracle_lib.R> data/sample > tests/oracles/sample_goals.json
#
# Needs R >= 4.2 and jsonlite. <oracle_lib.R> is the library that computed the shared oracle cases; of it only the
# definitions are taken that `f_goal` needs, so a case of kind goal.one_year here is computed by the very same lines.
#
# A release rounds its counts at random, so nobody knows beforehand which counts a sample school gets. From the true
# counts in truth.json every pair (x, n) is listed that a release may draw: both are published counts, each rounded up
# or down to a multiple of 3. All of them are judged.
suppressMessages(library(jsonlite))
options(digits = 15)
arguments <- commandArgs(TRUE)
library_file <- arguments[1]; sample <- arguments[2]
BASE <- 3; PARTS <- 1; SURE <- 0.95

# --- kind goal.one_year: f_goal of the oracle library itself
wanted <- c("begin", "add", "wilson", "mover", "f_goal")
for (line in parse(library_file)) {
  if (is.call(line) && identical(line[[1]], as.name("<-")) && as.character(line[[2]])[1] %in% wanted) eval(line)
}
CASES <- list(); CUR <- NULL
finish <- function() invisible(NULL)

# --- kind goal.released: the sureness of a rounded count, by going through every true count that it may stand for
triangle <- function(base) { d <- (-base + 1):(base - 1); list(d = d, p = (base - abs(d)) / base^2) }
slips <- function(base, parts) {
  one <- triangle(base); s <- c(`0` = 1)
  for (k in seq_len(parts)) {
    all <- outer(as.numeric(names(s)), one$d, `+`); chance <- outer(s, one$p)
    s <- tapply(as.vector(chance), as.vector(all), sum)
  }
  s
}
released <- function(x, n, g, base, parts) {
  s <- slips(base, parts); less <- 0; seen <- 0; weight <- 0
  for (answers in max(1, n - base + 1):(n + base - 1)) {
    w <- (base - abs(answers - n)) / base; weight <- weight + w
    for (slip in names(s)) {
      told <- seq(x %% base - parts * base, x, by = base)
      chance <- w * base * s[[slip]] * dbinom(told - as.numeric(slip), answers, g)
      less <- less + sum(chance[told < x]); seen <- seen + sum(chance[told == x])
    }
  }
  half <- seen / (2 * base); low <- (less + half) / weight; high <- (less + seen - half) / weight
  min(1, if (low > .5) low else if (high < .5) high else .5)
}

# --- kind goal.family: Holm over the goals of one deadline, in both directions
verdicts <- function(sure) {
  yes <- p.adjust(1 - sure, "holm") <= 1 - SURE; no <- p.adjust(sure, "holm") <= 1 - SURE
  ifelse(yes, "bereikt", ifelse(no, "niet-bereikt", "nog-niet-te-zeggen"))
}

truth <- fromJSON(file.path(sample, "truth.json"), simplifyVector = FALSE)
answers <- function(year, item) {
  wave <- Filter(function(one) one$survey == "ouders" && one$year == year, truth$imports)[[1]]
  unlist(wave$items[[item]]$counts)
}
goals <- list(
  list(item = "bk_online", counts = c("ja", "nee"), goal = .65, deadline = "2025-2026"),
  list(item = "aan_tevreden", counts = c("tevreden", "zeer_tevreden"), goal = .60, deadline = "2024-2025"),
  list(item = "com_tevreden", counts = c("tevreden", "zeer_tevreden"), goal = .62, deadline = "2025-2026")
)
either <- function(count) unique(c(floor(count / BASE), ceiling(count / BASE))) * BASE
drawn <- function(goal, year) {
  found <- answers(year, goal$item)
  expand.grid(x = either(sum(found[goal$counts])), n = either(sum(found)))
}

for (year in c("2024-2025", "2025-2026")) for (goal in goals) {
  pairs <- drawn(goal, year)
  for (row in seq_len(nrow(pairs))) {
    x <- pairs$x[row]; n <- pairs$n[row]
    if (any(vapply(CASES, function(one) identical(unname(unlist(one$inputs)), c(x, n, goal$goal)), TRUE))) next
    made <- length(CASES) + 1
    had <- CASES; f_goal(list(one = list(list(x = x, n = n, goal = goal$goal)), change = list()))
    CASES <- c(had, CASES)   # f_goal begins a new file each time
    add(sprintf("released_%d_of_%d_goal_%g", x, n, goal$goal), "goal.released",
        list(x = x, n = n, goal = goal$goal, base = BASE, parts = PARTS),
        list(sureness = released(x, n, goal$goal, BASE, PARTS)), "dbinom over every true count and rounding")
  }
}
EACH <- list()
for (deadline in c("2024-2025", "2025-2026")) {
  together <- Filter(function(one) one$deadline == deadline, goals)
  each <- lapply(together, drawn, deadline)
  for (chosen in asplit(as.matrix(expand.grid(lapply(each, function(one) seq_len(nrow(one))))), 1)) {
    counts <- Map(function(one, row) one[row, ], each, chosen)
    sure <- mapply(function(goal, one) released(one$x, one$n, goal$goal, BASE, PARTS), together, counts)
    plain <- mapply(function(goal, one) pbinom(one$x - 1, one$n, goal$goal) + .5 * dbinom(one$x, one$n, goal$goal),
                    together, counts)
    stopifnot(identical(verdicts(sure), verdicts(plain)))   # the rounding changes no verdict of the sample
    EACH[[deadline]] <- unique(c(EACH[[deadline]], paste(verdicts(sure), collapse = " ")))
    inputs <- Map(function(goal, one) list(item = goal$item, x = one$x, n = one$n, goal = goal$goal), together, counts)
    add(paste(c(deadline, sapply(counts, function(one) sprintf("%d_of_%d", one$x, one$n))), collapse = "_"),
        "goal.family", list(deadline = deadline, goals = I(unname(inputs))),
        list(verdicts = I(verdicts(sure))), 'p.adjust(method = "holm") <= .05')
  }
}
stopifnot(lengths(EACH) == 1)   # whatever the rounding: the sample school always has the same three verdicts
meta <- list(title = "The goals of the sample school, for every count that its release may draw",
             generated_by = R.version.string, n_cases = length(CASES),
             kinds = I(sort(unique(vapply(CASES, function(one) one$kind, "")))))
lines <- vapply(CASES, function(one) toJSON(one, auto_unbox = TRUE, digits = NA), "")
cat('{"meta": ', toJSON(meta, auto_unbox = TRUE), ',\n"cases": [\n', paste(lines, collapse = ",\n"), "\n]}\n", sep = "")
