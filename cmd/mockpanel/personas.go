package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mockpanel/personas"
)

func newPersonas(a *app) *cobra.Command {
	var asJSON bool
	var lang string
	cmd := &cobra.Command{
		Use:   "personas",
		Short: "Show the six reviewers and what each of them asks about",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := checkLang(lang); err != nil {
				return err
			}
			lang = cmp.Or(lang, "ko")
			all := personas.All(lang)
			if asJSON {
				return printJSON(a.out, all)
			}
			for _, p := range all {
				years := counted(p.Years, "year")
				if lang == "ko" {
					years = fmt.Sprintf("%d년차", p.Years)
				}
				fmt.Fprintf(a.out, "%s %s, %s, %s\n", pad(p.Key, 9), p.Name, p.Role, years)
				fmt.Fprint(a.out, wrap(p.Creed, columns(a.outTTY), "          ", "          "))
				fmt.Fprint(a.out, wrap(strings.Join(p.Topics, ", "), columns(a.outTTY), "          ", "          "))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVar(&lang, "lang", "", "language of the texts: ko or en")
	return cmd
}
