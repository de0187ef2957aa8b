# Many schools together, computed by R: what `between_schools.json` beside this file was made with.
#
#   Rscript tests/oracles/between_schools.R > tests/oracles/between_schools.json
#
# Needs R >= 4.2 and jsonlite. Every figure is computed another way than in monitor/statistics/between_schools: limits by
# root finding on the equation that defines them, likelihood by `optim` on `lbeta`, binomial limits by `qbinom`, counts of
# a school by summing `choose` and `beta`, many schools by `p.adjust`. Variances are spelled out school by school.
suppressMessages(library(jsonlite))
options(digits = 15)
set.seed(20261127)
CASES <- list()
add <- function(name, kind, inputs, expected, method, rtol = 1e-6, atol = 1e-8)
  CASES[[length(CASES) + 1]] <<- list(name = name, kind = kind, inputs = inputs, expected = expected,
                                      tolerance = list(rtol = rtol, atol = atol), method = method)

# --- networks
rounded <- function(count, base) {
  left <- count %% base
  count - left + ifelse(runif(length(count)) * base < left, base, 0)
}
made <- function(k, mean, tau, base, parts = 1, n = sample(40:400, k, TRUE)) {
  size <- if (tau > 0) mean * (1 - mean) / tau^2 - 1 else NA
  truth <- if (tau > 0) rbeta(k, mean * size, (1 - mean) * size) else rep(mean, k)
  n_told <- pmax(rounded(n, base), base)
  x_told <- pmin(rounded(rbinom(k, n, truth), base), n_told)
  list(x = x_told, n = n_told, base = rep(base, k), x_parts = rep(parts, k), n_parts = rep(1, k))
}
odd <- made(30, .7, .04, 3); odd$x[c(4, 17)] <- c(0, odd$n[17])
NETWORKS <- list(
  usual = made(40, .7, .05, 3), two_parts = made(60, .6, .06, 3, 2), coarse = made(25, .3, .05, 5),
  exact = made(20, .5, .1, 1), rare = made(50, .04, .015, 3), alike = made(40, .8, 0, 3), few = made(6, .65, .08, 3),
  nobody_and_everybody = odd,
  equal = list(x = rep(60, 8), n = rep(90, 8), base = rep(3, 8), x_parts = rep(1, 8), n_parts = rep(1, 8)),
  nobody = list(x = rep(0, 7), n = seq(30, 90, 10), base = rep(1, 7), x_parts = rep(1, 7), n_parts = rep(1, 7)),
  everybody = list(x = seq(30, 90, 12), n = seq(30, 90, 12), base = rep(3, 6), x_parts = rep(1, 6), n_parts = rep(1, 6))
)
worst <- function(base) sapply(base, function(b) max((0:(b - 1)) * (b - 0:(b - 1))))        # over all remainders
usual <- function(base) sapply(base, function(b) mean((0:(b - 1)) * (b - 0:(b - 1))))
noise <- function(net, p, each) each(net$base) * (net$x_parts + p^2 * net$n_parts) / net$n^2
pooled <- function(net) {
  total <- sum(net$n); min(max(sum(net$x) / total, .5 / (total + 1)), 1 - .5 / (total + 1))
}

# --- limits as roots of the equation that defines them
touches <- function(p, n, extra, t, side) {
  f <- function(P) (p - P)^2 - t^2 * (P * (1 - P) / n + extra)
  ends <- if (side == "low") c(0, p - 1e-12) else c(p + 1e-12, 1)     # at p itself the equation may hold as well
  if (diff(ends) <= 0 || f(ends[1]) * f(ends[2]) >= 0) return(if (side == "low") 0 else 1)
  uniroot(f, ends, tol = 1e-15, maxiter = 10000)$root
}
figure <- function(p, seen, answers, extra) {
  chance <- p * (1 - p) / answers + extra
  if (seen > chance && p * (1 - p) > 0) list(p = p, var = seen, n = p * (1 - p) / seen, extra = 0)
  else list(p = p, var = chance, n = answers, extra = extra)
}
of_forms <- function(net) {
  k <- length(net$x); R <- sum(net$x) / sum(net$n)
  influence <- (net$x - R * net$n) / sum(net$n)              # as survey::svyratio: linearised, one cluster per school
  figure(R, k * var(influence), sum(net$n), sum(noise(net, R, worst) * net$n^2) / sum(net$n)^2)
}
of_schools <- function(net) {
  k <- length(net$x); p <- net$x / net$n
  figure(mean(p), var(p) / k, k / mean(1 / net$n), mean(noise(net, p, worst)) / k)
}
both <- function(one, t) c(touches(one$p, one$n, one$extra, t, "low"), touches(one$p, one$n, one$extra, t, "high"))
for (name in names(NETWORKS)) {
  net <- NETWORKS[[name]]; t <- qt(.975, length(net$x) - 1)
  forms <- of_forms(net); schools <- of_schools(net); a <- both(forms, t); b <- both(schools, t)
  add(name, "between.network", net, list(count = sum(net$x), n = sum(net$n), share = forms$p, low = a[1], high = a[2],
      mean = schools$p, mean_low = b[1], mean_high = b[2]), "influence values; uniroot on the score equation")
}

# --- the spread of ordinary schools
inside <- function(net, p, tau2, each) pmax(p * (1 - p) - tau2, 0) / net$n + noise(net, p, each)
winsorised <- function(net, mid, tau2) {
  z <- (net$x / net$n - mid) / sqrt(tau2 + inside(net, pooled(net), tau2, usual))
  ends <- quantile(z, c(.1, .9), names = FALSE); z[z < ends[1]] <- ends[1]; z[z > ends[2]] <- ends[2]; mean(z^2)
}
middle <- function(net, tau2) weighted.mean(net$x / net$n, 1 / (tau2 + inside(net, pooled(net), tau2, usual)))
left <- integrate(function(z) pmin(abs(z), qnorm(.9))^2 * dnorm(z), -Inf, Inf, rel.tol = 1e-10)$value
spread <- function(net) {
  k <- length(net$x); p <- pooled(net)
  f <- function(tau2) winsorised(net, middle(net, tau2), tau2) - left * (k - 1) / k
  tau2 <- if (f(0) <= 0) 0 else uniroot(f, c(0, p * (1 - p)), tol = 1e-15)$root
  list(mean = middle(net, tau2), tau = sqrt(tau2), phi = winsorised(net, p, 0))
}
for (name in names(NETWORKS))
  add(name, "between.spread", NETWORKS[[name]], spread(NETWORKS[[name]]), "quantile, integrate, uniroot", 1e-5, 1e-6)

# --- limits of a funnel plot
limit <- function(n, target, chance) {
  r <- qbinom(chance, n, target); (r - (pbinom(r, n, target) - chance) / dbinom(r, n, target)) / n
}
for (target in c(.03, .5, .72)) for (level in c(.95, .998)) for (tau in c(0, .05)) for (base in c(1, 3)) {
  n <- c(10, 33, 90, 250, 900); z <- qnorm((1 + level) / 2)
  more <- z^2 * (tau^2 + worst(base) * (1 + target^2) / n^2)
  low <- target - sqrt((target - limit(n, target, (1 - level) / 2))^2 + more)
  high <- target + sqrt((limit(n, target, (1 + level) / 2) - target)^2 + more)
  add(sprintf("target_%g_level_%g_tau_%g_base_%g", target, level, tau, base), "between.limits",
      list(n = n, target = target, level = level, tau = tau, base = base),
      list(low = pmax(low, 0), high = pmin(high, 1)), "qbinom, pbinom, dbinom")
}

# --- drawn towards the network: the beta-binomial likelihood by optim, limits by qbeta
effective <- function(net, each) { p <- pooled(net); p * (1 - p) / (p * (1 - p) / net$n + noise(net, p, each)) }
likely <- function(net) {
  n <- effective(net, usual); yes <- n * net$x / net$n; no <- n - yes
  minus <- function(at) {
    if (abs(at[1]) > 14 || at[2] > 0) return(1e10)
    m <- plogis(at[1]); rho <- plogis(at[2]); a <- m * (1 - rho) / rho; b <- (1 - m) * (1 - rho) / rho
    -sum(lbeta(a + yes, b + no) - lbeta(a, b)) - log(rho)
  }
  found <- list(value = Inf)
  for (first in c(-6, -4, -2)) {
    one <- optim(c(qlogis(pooled(net)), first), minus, method = "Nelder-Mead",
                 control = list(reltol = 1e-15, maxit = 20000))
    if (one$value < found$value) found <- one
  }
  c(found$par, diag(solve(optimHess(found$par, minus, control = list(ndeps = c(1e-3, 1e-3))))))
}
drawn <- function(net, level = .95) {
  k <- length(net$x); p <- net$x / net$n; found <- likely(net); m <- plogis(found[1]); rho <- plogis(found[2])
  n <- effective(net, worst); tau2 <- rho * m * (1 - m)
  own <- tau2 / (tau2 + (m * (1 - m) - tau2) / n); B <- 1 - own
  share <- own * p + B * m
  extra <- noise(net, share, worst) * own + B^2 * found[3] * dlogis(found[1])^2 + (B * own * (p - m))^2 * found[4]
  at <- sapply(seq_len(k), function(i)
    both(list(p = share[i], n = net$n[i] / own[i], extra = extra[i]), qnorm((1 + level) / 2)))
  list(share = share, low = at[1, ], high = at[2, ], own = own, mean = m, tau = sqrt(tau2))
}
for (name in setdiff(names(NETWORKS), c("nobody", "everybody")))      # of those nothing tells how far schools lie apart
  add(name, "between.shrunken", NETWORKS[[name]], drawn(NETWORKS[[name]]), "optim, optimHess on lbeta; uniroot on the score equation", 1e-4, 2e-5)

# --- one more school of the same population: the chance of every count, summed
rare <- function(net) {
  k <- length(net$x); p <- net$x / net$n; found <- spread(net); tau2 <- found$tau^2
  w <- 1 / (tau2 + inside(net, pooled(net), tau2, usual))
  t(sapply(seq_len(k), function(i) {
    edge <- .5 / (sum(net$n[-i]) + 1)
    m <- min(max(weighted.mean(p[-i], w[-i]), edge), 1 - edge)
    own <- lapply(net, function(column) column[i])
    var <- tau2 + 1 / sum(w[-i]) + inside(own, m, tau2, worst)
    n <- own$n; rho <- (var - m * (1 - m) / n) / (m * (1 - m) * (1 - 1 / n))
    rho <- min(max(rho, 1e-9), .999)
    a <- m * (1 - rho) / rho; b <- (1 - m) * (1 - rho) / rho
    chance <- function(x) exp(lchoose(n, x) + lbeta(a + x, b + n - x) - lbeta(a, b))
    less <- if (own$x > 0) sum(chance(0:(own$x - 1))) else 0
    mid <- less + chance(own$x) / 2
    z <- qnorm(min(mid, 1 - mid))
    c(m, min(1, 2 * pt(z, k - 3)))
  }))
}
for (name in names(NETWORKS)) {
  net <- NETWORKS[[name]]; if (length(net$x) < 6) next
  found <- rare(net)
  add(name, "between.unlike", net, list(others = found[, 1], p = found[, 2], adjusted = p.adjust(found[, 2], "BH")),
      "lchoose, lbeta; pt; p.adjust", 1e-4, 1e-7)
}

# --- a change of the network, and of its schools
year_after <- function(net, by, base) {
  p <- pmin(pmax(net$x / net$n + by, .001), .999); n <- net$n
  n_told <- pmax(rounded(n, base), base)
  list(x = pmin(rounded(rbinom(length(n), n, p), base), n_told), n = n_told, base = rep(base, length(n)),
       x_parts = net$x_parts, n_parts = net$n_parts)
}
changed <- function(one, two) {
  k <- length(one$x); a <- of_forms(one); b <- of_forms(two)
  e <- function(net) (net$x - sum(net$x) / sum(net$n) * net$n) / sum(net$n)
  r <- if (a$var * b$var > 0) max(-1, min(1, k * cov(e(one), e(two)) / sqrt(a$var * b$var))) else 0
  limits <- function(t) {
    x <- both(a, t); y <- both(b, t); d <- b$p - a$p
    apart <- function(u, v) sqrt(max(0, u^2 + v^2 - 2 * r * u * v))
    c(d - apart(b$p - y[1], x[2] - a$p), d + apart(y[2] - b$p, a$p - x[1]))
  }
  at <- limits(qt(.975, k - 1)); d <- b$p - a$p
  edge <- function(t) if (d > 0) limits(t)[1] else limits(t)[2]
  p <- if (d == 0) 1 else 2 * pt(-uniroot(edge, c(1e-9, 1e4), tol = 1e-13)$root, k - 1)
  list(before = a$p, after = b$p, change = d, low = at[1], high = at[2], p = p)
}
newcombe_p <- function(one, two, i) {
  a <- list(p = one$x[i] / one$n[i], n = one$n[i]); b <- list(p = two$x[i] / two$n[i], n = two$n[i])
  a$extra <- noise(one, a$p, worst)[i]; b$extra <- noise(two, b$p, worst)[i]; d <- b$p - a$p
  if (d == 0) return(1)
  edge <- function(z) {
    x <- both(a, z); y <- both(b, z)
    if (d > 0) d - sqrt((b$p - y[1])^2 + (x[2] - a$p)^2) else d + sqrt((y[2] - b$p)^2 + (a$p - x[1])^2)
  }
  2 * pnorm(-uniroot(edge, c(1e-9, 200), tol = 1e-13)$root)
}
for (name in c("usual", "two_parts", "coarse", "exact", "rare", "few", "equal", "nobody_and_everybody")) {
  one <- NETWORKS[[name]]; k <- length(one$x)
  two <- year_after(one, ifelse(seq_len(k) %% 4 == 0, .18, .02), one$base[1])
  add(name, "between.change", list(before = one, after = two), changed(one, two), "uniroot; cov of influence values",
      1e-5, 1e-7)
  p <- sapply(seq_len(k), function(i) newcombe_p(one, two, i))
  add(name, "between.school_changes", list(before = one, after = two),
      list(p = p, adjusted = p.adjust(p, "BH")), "uniroot; p.adjust", 1e-4, 1e-7)
}

meta <- list(title = "Many schools together", generated_by = R.version.string, n_cases = length(CASES),
             kinds = I(sort(unique(vapply(CASES, function(one) one$kind, "")))))
lines <- vapply(CASES, function(one) toJSON(one, auto_unbox = TRUE, digits = 12), "")
cat('{"meta": ', toJSON(meta, auto_unbox = TRUE), ',\n"cases": [\n', paste(lines, collapse = ",\n"), "\n]}\n", sep = "")
