package p

import "fmt"

func first(hosts []string, connect func(string) error) error {
	for _, host := range hosts {
		if err := connect(host); err != nil {
			return fmt.Errorf("%s: %w", host, err)
		}
	}
	return nil
}

func once(host string, connect func(string) error) error {
	err := connect(host)
	if err != nil {
		err = fmt.Errorf("%s: %w", host, err)
	}
	return err
}

func text(hosts []string) (errs []error) {
	for i, host := range hosts {
		errs = append(errs, fmt.Errorf("%d: %s", i, host))
	}
	return errs
}

func format(hosts []string, text string, err error) (errs []error) {
	for range hosts {
		errs = append(errs, fmt.Errorf(text, err))
	}
	return errs
}
