// LEMON's NetworkSimplex on an instance of the bench, in the model that suits it best.
//
//   g++ -O3 -march=native -o lemon main.cpp && ./lemon instance.bin        (without an instance: versions)
//
// The instance stays in memory. Each line on standard input is an order, "whole" or "components", and is answered by one line of JSON, so that
// the caller can take turns between solvers. What is timed, in processor time, goes from the arrays to the flow and its value: splitting,
// building the digraph, run(), reading the flow. "run" is the time inside run() alone.
//
// Model: offers are sources that may keep what they have (supply type LEQ), lines are sinks, and one more offer holds as much as all
// lines ask for together; what comes from it is unmet and costs the line's penalty. No sink for idle units, no bound where none binds.
// "geq" after the order turns it round: lines are the sources and offers the sinks (supply type GEQ). Costs are at least 0 (where they are not,
// a line could take more than it asks for). "first", "best", "candidate" or "altering" after it: another pivot rule than block search.
//
// Tried: SmartDigraph (the same), arcs in their own order ("arc mixing" off: the same with GEQ, 1.5–2.4 times slower with LEQ).
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

using std::size_t;
using std::vector;
using Column = vector<int32_t>;

// Columns as in src/compile/problem.ts; `penalty` of leaving a unit unmet, per line.
struct Instance {
  int32_t lines, caps, pairs, ranks;
  Column demand, rank, capacity, start, head, cost, max;
  vector<int64_t> penalty;
};

// A subset of lines and caps that no candidate leaves.
struct Part {
  const int32_t *lines, *caps;
  int32_t lineCount, capCount;
};

using Digraph = lemon::StaticDigraph;
using Simplex = lemon::NetworkSimplex<Digraph, int32_t, int64_t>;

struct Options {
  bool components = false;  // one network per connected component
  bool geq = false;         // lines are the sources
  Simplex::PivotRule rule = Simplex::BLOCK_SEARCH;
};

struct Answer {
  vector<int64_t> covered;
  __int128 cost = 0;
  double run = 0;
  size_t parts = 0;
  bool optimal = true;
};

static double now() {
  timespec spent;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return spent.tv_sec + spent.tv_nsec / 1e9;
}

template <typename T>
static void read(std::ifstream& in, vector<T>& column, size_t length) {
  column.resize(length);
  in.read(reinterpret_cast<char*>(column.data()), length * sizeof(T));
}

static Instance load(const char* path) {
  std::ifstream in(path, std::ios::binary);
  Column counts;
  read(in, counts, 4);
  Instance p{counts[0], counts[1], counts[2], counts[3], {}, {}, {}, {}, {}, {}, {}, {}};
  read(in, p.penalty, p.lines);
  read(in, p.demand, p.lines);
  read(in, p.rank, p.lines);
  read(in, p.capacity, p.caps);
  read(in, p.start, p.lines + 1);
  read(in, p.head, p.pairs);
  read(in, p.cost, p.pairs);
  read(in, p.max, p.pairs);
  if (!in) throw std::runtime_error("the instance cannot be read");
  return p;
}

// Solves one part. Nodes: the sources, then the sinks, then the offer of what is unmet.
static void solvePart(const Instance& p, const Part& part, const Options& options, Column& local, Answer& answer) {
  const int caps = part.capCount, lines = part.lineCount, unmet = caps + lines;
  const int firstLine = options.geq ? 0 : caps, firstCap = options.geq ? lines : 0;
  for (int i = 0; i < caps; i++) local[part.caps[i]] = i;

  // Where the arcs of each source begin: StaticDigraph wants them sorted by source.
  Column next(unmet + 2, 0);
  bool bounded = false;
  for (int i = 0; i < lines; i++) {
    const int n = part.lines[i], degree = p.start[n + 1] - p.start[n];
    next[1 + (options.geq ? i : unmet)] += options.geq ? degree + 1 : 1;
    for (int e = p.start[n]; e < p.start[n + 1]; e++) {
      if (!options.geq) next[1 + local[p.head[e]]]++;
      bounded |= p.max[e] < p.demand[n];
    }
  }
  std::partial_sum(next.begin(), next.end(), next.begin());

  const size_t arcs = next.back();
  vector<std::pair<int, int>> ends(arcs);
  Column pair(arcs);  // candidate of each arc; −1 − line where it is what is unmet
  const auto add = [&](int line, int other, int32_t source) {
    const int a = next[options.geq ? line : other]++;
    ends[a] = options.geq ? std::make_pair(line, other) : std::make_pair(other, line);
    pair[a] = source;
  };
  for (int i = 0; i < lines; i++) {
    const int n = part.lines[i];
    for (int e = p.start[n]; e < p.start[n + 1]; e++) add(firstLine + i, firstCap + local[p.head[e]], e);
    add(firstLine + i, unmet, -1 - n);
  }
  Digraph g;
  g.build(unmet + 1, ends.begin(), ends.end());

  Digraph::NodeMap<int32_t> supply(g);
  Digraph::ArcMap<int64_t> cost(g);
  const int sign = options.geq ? -1 : 1;
  int32_t asked = 0;
  for (int c = 0; c < caps; c++) supply[g.node(firstCap + c)] = sign * p.capacity[part.caps[c]];
  for (int i = 0; i < lines; i++) {
    supply[g.node(firstLine + i)] = -sign * p.demand[part.lines[i]];
    asked += p.demand[part.lines[i]];
  }
  supply[g.node(unmet)] = sign * asked;
  for (size_t a = 0; a < arcs; a++) cost[g.arc(a)] = pair[a] < 0 ? p.penalty[-1 - pair[a]] : p.cost[pair[a]];

  Simplex simplex(g);
  simplex.supplyMap(supply).costMap(cost).supplyType(options.geq ? Simplex::GEQ : Simplex::LEQ);
  if (bounded) {
    Digraph::ArcMap<int32_t> upper(g);
    for (size_t a = 0; a < arcs; a++) upper[g.arc(a)] = pair[a] < 0 ? p.demand[-1 - pair[a]] : p.max[pair[a]];
    simplex.upperMap(upper);
  }
  const double start = now();
  answer.optimal &= simplex.run(options.rule) == Simplex::OPTIMAL;
  answer.run += now() - start;
  for (int i = 0; i < lines; i++) answer.covered[p.rank[part.lines[i]]] += p.demand[part.lines[i]];
  for (size_t a = 0; a < arcs; a++) {
    const int64_t units = simplex.flow(g.arc(a));
    if (pair[a] < 0)
      answer.covered[p.rank[-1 - pair[a]]] -= units;
    else
      answer.cost += units * p.cost[pair[a]];
  }
}

static int32_t find(Column& sets, int32_t i) {
  while (sets[i] != i) i = sets[i] = sets[sets[i]];
  return i;
}

static Answer solve(const Instance& p, const Options& options) {
  Answer answer;
  answer.covered.assign(p.ranks, 0);
  Column local(p.caps);
  const auto solveOne = [&](const Part& part) {
    solvePart(p, part, options, local, answer);
    answer.parts++;
  };
  const int32_t items = p.lines + p.caps;
  Column order(items);
  std::iota(order.begin(), order.end(), 0);
  if (!options.components) {
    for (int c = 0; c < p.caps; c++) order[p.lines + c] = c;
    solveOne({order.data(), order.data() + p.lines, p.lines, p.caps});
    return answer;
  }
  Column sets = order;
  for (int n = 0; n < p.lines; n++)
    for (int e = p.start[n]; e < p.start[n + 1]; e++) {
      const int a = find(sets, n), b = find(sets, p.lines + p.head[e]);
      a < b ? sets[b] = a : sets[a] = b;
    }
  // Lines and caps by component, in the order of its first line; caps that nobody can use stay out.
  Column part(items, -1), lineStart(1, 0), capStart(1, 0);
  for (int i = 0; i < items; i++) {
    const int root = find(sets, i);
    if (root >= p.lines) continue;
    if (root == i) {
      part[i] = lineStart.size() - 1;
      lineStart.push_back(0);
      capStart.push_back(0);
    }
    part[i] = part[root];
    (i < p.lines ? lineStart : capStart)[part[i] + 1]++;
  }
  const int parts = lineStart.size() - 1;
  std::partial_sum(lineStart.begin(), lineStart.end(), lineStart.begin());
  std::partial_sum(capStart.begin(), capStart.end(), capStart.begin());
  Column lines(p.lines), caps(p.caps), nextLine = lineStart, nextCap = capStart;
  for (int n = 0; n < p.lines; n++) lines[nextLine[part[n]]++] = n;
  for (int c = 0; c < p.caps; c++)
    if (part[p.lines + c] >= 0) caps[nextCap[part[p.lines + c]]++] = c;
  for (int k = 0; k < parts; k++)
    if (capStart[k] < capStart[k + 1]) solveOne({&lines[lineStart[k]], caps.data() + capStart[k], lineStart[k + 1] - lineStart[k], capStart[k + 1] - capStart[k]});
  return answer;
}

static std::string decimal(__int128 value) {
  if (value < 0) return "-" + decimal(-value);
  return (value > 9 ? decimal(value / 10) : "") + char('0' + int(value % 10));
}

int main(int count, char** arguments) {
  if (count < 2) {
    std::printf("LEMON %s, g++ %s -O3 -march=native", LEMON_VERSION, __VERSION__);
    return 0;
  }
  const Instance instance = load(arguments[1]);
  for (std::string order; std::getline(std::cin, order);) {
    Options options;
    std::istringstream words(order);
    for (std::string word; words >> word;) {
      if (word == "components") options.components = true;
      if (word == "geq") options.geq = true;
      if (word == "first") options.rule = Simplex::FIRST_ELIGIBLE;
      if (word == "best") options.rule = Simplex::BEST_ELIGIBLE;
      if (word == "candidate") options.rule = Simplex::CANDIDATE_LIST;
      if (word == "altering") options.rule = Simplex::ALTERING_LIST;
    }
    const double start = now();
    const Answer answer = solve(instance, options);
    const double seconds = now() - start;
    std::string covered;
    for (const int64_t units : answer.covered) covered += (covered.empty() ? "" : ",") + std::to_string(units);
    std::printf("{\"seconds\":%.6f,\"run\":%.6f,\"components\":%zu,\"optimal\":%s,\"covered\":[%s],\"cost\":\"%s\"}\n", seconds,
                answer.run, answer.parts, answer.optimal ? "true" : "false", covered.c_str(), decimal(answer.cost).c_str());
    std::fflush(stdout);
  }
}
