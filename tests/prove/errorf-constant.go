package p

import "fmt"

func constant(ok bool) error {
	if ok {
		return nil
	}
	return fmt.Errorf("not ready")
}

func typed() string { return fmt.Sprintf("%T", fmt.Errorf("not ready")) }
