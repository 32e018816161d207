package p

import "fmt"

func constant(ok bool) error {
	if ok {
		return nil
	}
	return fmt.Errorf("not ready")
}

func typed() string { return fmt.Sprintf("%T", fmt.Errorf("not ready")) }

//prove:with []string{"", "a", "not so short a text, but without a percent sign"}
func notConstant(text string) error { return fmt.Errorf(text + ": not ready") }
