package p

import "fmt"

type state int

func (s state) String() string { return "state" }

func body(delay float64, s state) [][]byte {
	return [][]byte{
		[]byte(fmt.Sprintf("%s {\"delay\": %d}", s, int(delay))),
		[]byte(fmt.Sprintf(`"%v"`, s)),
		append([]byte(fmt.Sprintf("%x-", delay)), 'x'),
	}
}

func lines(delay float64, s state) [][]byte {
	return [][]byte{
		[]byte(fmt.Sprintf(
			"%s %q",
			s,
			delay,
		)),
		[]byte(fmt.Sprintf("%s %.1f",
			s, delay)),
	}
}

func nested(write func([]byte, int), delay float64, s state) {
	write([]byte(
		fmt.Sprintf(`%q %s`,
			s.String(), func() string {
				return "x"
			}())), 1)
	write([]byte(
		fmt.Sprintf("%q %.1f", func() string {
			return "x"
		}(), delay)), 1)
}
