package endpoint

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Schemas of replies are flat, closed and without null, which every server that
// knows json_schema can enforce. A model writes fields in the order in which
// they stand.

// anyText is the schema of a text.
const anyText = `{"type":"string"}`

// objectOf returns the schema of an object of fields, each a name and a schema;
// every one is required.
func objectOf(fields ...string) string {
	var properties, names []string
	for i := 0; i+1 < len(fields); i += 2 {
		properties = append(properties, fmt.Sprintf("%q:%s", fields[i], fields[i+1]))
		names = append(names, fmt.Sprintf("%q", fields[i]))
	}
	return fmt.Sprintf(`{"type":"object","properties":{%s},"required":[%s],"additionalProperties":false}`, strings.Join(properties, ","), strings.Join(names, ","))
}

// listOf returns the schema of a list.
func listOf(item string) string { return `{"type":"array","items":` + item + `}` }

// oneOf returns the schema of a text out of a closed set.
func oneOf(texts ...string) string {
	enum, _ := json.Marshal(texts) // strings always marshal
	return `{"type":"string","enum":` + string(enum) + `}`
}
