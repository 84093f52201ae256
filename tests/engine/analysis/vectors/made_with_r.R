# Expected values by R's own stats package, for tests of proportions, counts, differences, funnels and correlations.
# Rscript made_with_r.R > made_with_r.json
# Only base R is used; numbers are written with 17 digits.
number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 17, format = "g"))
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
row <- function(...) { given <- list(...); paste0("    {", paste0("\"", names(given), "\": ", given, collapse = ", "), "}") }
part <- function(name, rows) paste0("  \"", name, "\": [\n", paste(rows, collapse = ",\n"), "\n  ]")

shares <- list(c(0, 1), c(1, 7), c(3, 10), c(9, 10), c(20, 20), c(151, 1830), c(12999, 13000))
share_rows <- sapply(shares, function(s) {
  both <- lapply(c(0.95, 0.998), function(level) suppressWarnings(prop.test(s[1], s[2], conf.level = level, correct = FALSE)$conf.int))
  row(count = number(s[1]), people = number(s[2]), at_95 = list_of(both[[1]]), at_998 = list_of(both[[2]]))
})

count_rows <- sapply(c(0:9, 10, 25, 400, 10000), function(x) {
  both <- lapply(c(0.95, 0.998), function(level) {
    tail <- (1 - level) / 2
    c(if (x == 0) 0 else qchisq(tail, 2 * x) / 2, qchisq(1 - tail, 2 * x + 2) / 2)
  })
  row(count = x, at_95 = list_of(both[[1]]), at_998 = list_of(both[[2]]))
})

pairs <- list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(10, 10, 0, 20), c(5, 56, 0, 29), c(0, 4, 0, 9), c(3, 3, 4, 4), c(2, 9, 30, 41), c(410, 1000, 370, 1003))
difference_rows <- sapply(pairs, function(x) {
  table <- matrix(c(x[1], x[2] - x[1], x[3], x[4] - x[3]), 2)
  score <- suppressWarnings(prop.test(c(x[1], x[3]), c(x[2], x[4]), correct = FALSE)$p.value)
  row(of = list_of(x), score = number(score), fisher = number(fisher.test(table)$p.value))
})

set.seed(20231120, kind = "Mersenne-Twister", normal.kind = "Inversion")
people <- round(exp(runif(60, log(40), log(90000))))
real <- plogis(rnorm(60, -0.8, 0.25))
count <- rbinom(60, people, real)
centre <- sum(count) / sum(people)
z <- (asin(sqrt(count / people)) - asin(sqrt(centre))) * 2 * sqrt(people)
low <- quantile(z, 0.1, names = FALSE); high <- quantile(z, 0.9, names = FALSE)
drawn <- pmin(pmax(z, low), high)
phi <- mean(drawn^2); w <- 4 * people
tau2 <- max(0, (60 * phi - 59) / (sum(w) - sum(w^2) / sum(w)))
side <- function(level) sapply(c(-1, 1), function(s) sin(pmin(pmax(asin(sqrt(centre)) + s * qnorm(1 - (1 - level) / 2) * sqrt(1 / w + tau2), 0), pi / 2))^2)
narrow <- side(0.95); wide <- side(0.998); share <- count / people
outside <- (share > narrow[, 2]) - (share < narrow[, 1]) + (share > wide[, 2]) - (share < wide[, 1])
funnel_rows <- row(count = list_of(count), people = list_of(people), centre = number(centre), dispersion = number(phi),
  between = number(tau2), lower_998 = list_of(wide[, 1]), upper_998 = list_of(wide[, 2]), outside = list_of(outside))

made <- matrix(rnorm(5 * 90), 5); made[2, ] <- made[1, ] + 0.5 * made[2, ]; made[3, ] <- made[3, ] + 1e4
made[runif(450) < 0.3] <- NA
made[4, 1:40] <- NA
correlation_rows <- row(lines = paste0("[", paste(apply(made, 1, list_of), collapse = ", "), "]"),
  r = paste0("[", paste(apply(cor(t(made), use = "pairwise.complete.obs"), 1, list_of), collapse = ", "), "]"))

cat("{\n", paste(c(
  paste0("  \"made_by\": \"", R.version.string, ", package stats\""),
  part("shares", share_rows), part("counts", count_rows), part("differences", difference_rows),
  part("funnel", funnel_rows), part("correlations", correlation_rows)), collapse = ",\n"), "\n}\n", sep = "")
