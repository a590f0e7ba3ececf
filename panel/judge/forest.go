package judge

import (
	"fmt"
	"strconv"
	"strings"
)

// forest is a sum of regression trees over named features, learned by gradient
// boosting (see TestTrain). Its file has lines of a name and a number (the
// base value, and what goes with it), and one tree a line, in
// prefix order: a feature, a cut, the tree for values up to the cut, the tree
// for values above; or a leaf's value alone.
type forest struct {
	base    float64
	trees   [][]node
	figures map[string]float64 // numbers that go with it, by name
}

// node is a leaf, or a split whose lower branch is the next node.
type node struct {
	feature int     // -1 for a leaf
	value   float64 // the cut, or the leaf's value
	above   int     // index of the branch for values above the cut
}

// at returns the value for features in the order of the names that the forest
// was read with.
func (f *forest) at(x []float64) float64 {
	sum := f.base
	for _, tree := range f.trees {
		i := 0
		for tree[i].feature >= 0 {
			if x[tree[i].feature] <= tree[i].value {
				i++
			} else {
				i = tree[i].above
			}
		}
		sum += tree[i].value
	}
	return sum
}

// readForest reads a forest over the features with these names. A file of the
// program that does not read is a broken build.
func readForest(file string, names []string) *forest {
	f, err := parseForest(read(file), names)
	if err != nil {
		panic(file + ": " + err.Error())
	}
	return f
}

func parseForest(src string, names []string) (*forest, error) {
	number := map[string]int{}
	for i, n := range names {
		number[n] = i
	}
	f := &forest{figures: map[string]float64{}}
	for line := range strings.Lines(src) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || strings.HasPrefix(fields[0], "#"):
		case len(fields) == 2:
			x, err := strconv.ParseFloat(fields[1], 64)
			if err != nil {
				return nil, err
			}
			f.figures[fields[0]] = x
		default:
			var tree []node
			rest, err := parseTree(fields, number, &tree)
			if err != nil {
				return nil, err
			}
			if len(rest) > 0 {
				return nil, fmt.Errorf("%q after a tree", rest[0])
			}
			f.trees = append(f.trees, tree)
		}
	}
	f.base = f.figures["base"]
	return f, nil
}

// parseTree appends the tree that fields begin with and returns the others.
func parseTree(fields []string, number map[string]int, tree *[]node) ([]string, error) {
	if len(fields) == 0 {
		return nil, fmt.Errorf("a tree ends early")
	}
	feature, split := number[fields[0]]
	at := len(*tree)
	if !split {
		x, err := strconv.ParseFloat(fields[0], 64)
		*tree = append(*tree, node{feature: -1, value: x})
		return fields[1:], err
	}
	if len(fields) < 2 {
		return nil, fmt.Errorf("%s without a cut", fields[0])
	}
	cut, err := strconv.ParseFloat(fields[1], 64)
	if err != nil {
		return nil, err
	}
	*tree = append(*tree, node{feature: feature, value: cut})
	rest, err := parseTree(fields[2:], number, tree)
	if err != nil {
		return nil, err
	}
	(*tree)[at].above = len(*tree)
	return parseTree(rest, number, tree)
}
