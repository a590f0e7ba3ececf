package panel

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"mockpanel/content"
)

// Order says whose turn it is.
type Order string

const (
	OrderPanel Order = "panel" // one reviewer after the other
	OrderRound Order = "round" // one question each in turn
)

// FollowUps says which follow-ups are asked after a main question.
type FollowUps string

const (
	FollowUpsAll  FollowUps = "all"  // every one
	FollowUpsGaps FollowUps = "gaps" // those that bear on what was missed
	FollowUpsNone FollowUps = "none"
)

// DefaultQuestions is the number of main questions of an interview for which
// none was asked for: one from each of six reviewers.
const DefaultQuestions = 6

// Selection is what the user asked for. The zero value is the default
// interview.
type Selection struct {
	Personas  []string // reviewer keys; empty means all
	IDs       []string // main questions by id, in the guide's order; empty means all
	Topic     string   // topic number, or words of the topic, section or question; "" means any
	Level     int      // 1-4; 0 means any
	Questions int      // number of main questions; 0 means [DefaultQuestions]
	Shuffle   bool     // draw questions at random instead of in the guide's order
	Seed      uint64   // of the draw; the same seed draws the same questions
	Order     Order
	FollowUps FollowUps
}

// Plan is the interview that a selection makes of a guide.
type Plan struct {
	Order     Order
	FollowUps FollowUps
	Questions []string // ids of the main questions in the order in which they are asked
}

// NewPlan deals the selected questions to the reviewers in turn, up to the
// number asked for, and puts them in order. It fails when the selection names
// an unknown reviewer or leaves no question.
func NewPlan(g *content.Guide, sel Selection) (Plan, error) {
	keys := sel.Personas
	if len(keys) == 0 {
		keys = personaKeys(g)
	}
	hands := make([][]string, len(keys))
	for i, key := range keys {
		if _, ok := g.Persona(key); !ok {
			return Plan{}, fmt.Errorf("unknown reviewer %q: guide %s has %s", key, g.Name, strings.Join(personaKeys(g), ", "))
		}
		for j := range g.Questions {
			if q := &g.Questions[j]; q.Persona == key && sel.matches(q) {
				hands[i] = append(hands[i], q.ID)
			}
		}
	}
	if sel.Shuffle {
		r := rand.New(rand.NewPCG(sel.Seed, 0))
		for _, hand := range hands {
			r.Shuffle(len(hand), func(i, j int) { hand[i], hand[j] = hand[j], hand[i] })
		}
	}
	hands, inTurn := deal(hands, cmp.Or(sel.Questions, len(sel.IDs), DefaultQuestions))
	if len(inTurn) == 0 {
		return Plan{}, fmt.Errorf("no question of guide %s fits this selection", g.Name)
	}
	p := Plan{Order: cmp.Or(sel.Order, OrderPanel), FollowUps: cmp.Or(sel.FollowUps, FollowUpsAll), Questions: inTurn}
	if p.Order == OrderPanel {
		p.Questions = slices.Concat(hands...)
	}
	return p, nil
}

// deal takes a question off each hand in turn, limit in all or as many as there
// are. It returns those of each hand, and all in the order of the turns.
func deal(hands [][]string, limit int) (dealt [][]string, inTurn []string) {
	dealt = make([][]string, len(hands))
	for round := 0; ; round++ {
		before := len(inTurn)
		for i, hand := range hands {
			if round < len(hand) && len(inTurn) < limit {
				dealt[i] = append(dealt[i], hand[round])
				inTurn = append(inTurn, hand[round])
			}
		}
		if len(inTurn) == before {
			return dealt, inTurn
		}
	}
}

func personaKeys(g *content.Guide) []string {
	var keys []string
	for _, p := range g.Personas {
		keys = append(keys, p.Key)
	}
	return keys
}

func (sel Selection) matches(q *content.Question) bool {
	if sel.Level != 0 && q.Level != sel.Level {
		return false
	}
	if len(sel.IDs) > 0 && !slices.Contains(sel.IDs, q.ID) {
		return false
	}
	if sel.Topic == "" {
		return true
	}
	if n, err := strconv.Atoi(sel.Topic); err == nil {
		return strings.HasPrefix(q.ID, fmt.Sprintf("%02d/", n))
	}
	want := strings.ToLower(sel.Topic)
	for _, text := range []string{q.Topic, q.Section, q.Text} {
		if strings.Contains(strings.ToLower(text), want) {
			return true
		}
	}
	return false
}
