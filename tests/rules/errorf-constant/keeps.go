//go:build go1.22

package p

import "fmt"

var closed = fmt.Errorf("closed")

func texts(text string, errors error) []error {
	return []error{fmt.Errorf("50%"), fmt.Errorf("%%"), fmt.Errorf("a", text), fmt.Errorf("taken")}
}

func dies() { panic(fmt.Errorf("no way out")) }

func goesOn() error {
	return fmt.Errorf(
		"a text that is too long for one line " +
			"goes on")
}

func joined(join func(...error) error, texts []string) []error {
	return []error{join(fmt.Errorf(
		"gofmt takes the bracket to the line of what is behind the one before it"),
	)}
}
