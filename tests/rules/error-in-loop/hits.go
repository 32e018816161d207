package p

import "fmt"

func dial(hosts []string, connect func(string) error) error {
	var err error
	for _, host := range hosts {
		if err = connect(host); err == nil {
			return nil
		}
		err = fmt.Errorf("connecting to %s: %w", host, err)
	}
	return err
}

func all(hosts []string, connect func(string) error) (errs []error) {
	for _, host := range hosts {
		if err := connect(host); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", host, err))
		}
	}
	return errs
}
