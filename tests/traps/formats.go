// Formats that print something else than what would come in their place.
package p

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"time"
)

type celsius int

func (c celsius) String() string { return "warm" }

type secret string

func (s secret) Format(f fmt.State, verb rune) { io.WriteString(f, "***") }

type named string

func (n named) Error() string { return "named" }

type failure struct{ text string }

func (f *failure) Error() string { return f.text }

func (f *failure) String() string { return "not this one" }

// A named number may have a String method that %v uses, and a Format method that even %d uses.
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprint-stringer unsafe
// said: sprintf-concat other-type
// said: sprintf-single-value other-type
func methods(c celsius, s secret, n named) []string {
	return []string{
		fmt.Sprintf("%v", c), fmt.Sprint(c), fmt.Sprintf("%s", c), fmt.Sprintf("%d", c),
		fmt.Sprintf("%s", s), fmt.Sprintf("<%s>", s),
		fmt.Sprintf("%s", n), fmt.Sprint(n), fmt.Sprintf("%s-", n),
	}
}

// An index may use an operand twice, and turn operands round.
// said: sprintf-concat operand-mismatch
func indexes(a, b string, n int) []string {
	return []string{
		fmt.Sprintf("%[1]s and %[1]s", a),
		fmt.Sprintf("%[2]s %[1]s", a, b),
		fmt.Sprintf("%[1]d", n),
	}
}

// Flags, widths and precisions.
// said: sprintf-concat flags
// said: sprintf-single-value other-type
func flags(a string, n int, u uint, f float64) []string {
	return []string{
		fmt.Sprintf("%5d", n), fmt.Sprintf("%05d", n), fmt.Sprintf("%+d", n), fmt.Sprintf("%-5d|", n),
		fmt.Sprintf("%*d", n, n), fmt.Sprintf("%X", u), fmt.Sprintf("%#x", u), fmt.Sprintf("%02x", u),
		fmt.Sprintf("%10s", a), fmt.Sprintf("%.3s", a), fmt.Sprintf("%+q", a), fmt.Sprintf("%#q", a),
		fmt.Sprintf("%6.2f", f), fmt.Sprintf("%+.2f", f), fmt.Sprintf("%x", a), fmt.Sprintf("%c", n), fmt.Sprintf("%U", n),
	}
}

// Too few, too many, of the wrong kind: fmt says so in the text.
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-concat odd-format
// said: sprintf-concat operand-mismatch
// said: sprintf-single-value has-text
// said: sprintf-single-value other-type
func mistakes(a string, n int) []string {
	return []string{
		fmt.Sprintf("%s %s", a), fmt.Sprintf("%s", a, n), fmt.Sprintf("%d", a), fmt.Sprintf("%s", n), fmt.Sprintf("%t", n), fmt.Sprintf("%"),
	}
}

// A format that is not constant may hold verbs.
// said: sprintf-concat format-not-literal
// said: sprintf-single-value unsafe
func variable(format string) string {
	return fmt.Sprintf(format)
}

// As above: the text of an error with a percent sign.
func variableError(format string) error {
	return fmt.Errorf(format)
}

// `%w` wraps, and a constant error does not.
func wrapped(err error) error {
	return fmt.Errorf("read: %w", err)
}

// A percent sign is printed as an error of the format.
func percent() error {
	return fmt.Errorf("100%")
}

// A nil error prints as <nil>, and calling its method panics.
// said: sprint-error unsafe
// said: sprint-stringer may-be-nil
// said: sprintf-single-value other-type
func nilError(err error) string {
	return fmt.Sprint(err)
}

// A nil pointer in a Stringer prints as <nil>, fmt recovers a panic in String, and Error goes before String.
// said: sprint-error other-type
// said: sprint-stringer may-be-nil
// said: sprintf-single-value other-type
func stringers(s fmt.Stringer, f *failure) []string {
	return []string{fmt.Sprint(s), fmt.Sprintf("%s", s), fmt.Sprintf("%v", f)}
}

// Without text nil and empty differ.
// said: sprint-error unknown-type
// said: sprint-stringer unknown-type
// said: sprintf-single-value unknown-type
func empty(a ...any) []byte {
	return []byte(fmt.Sprint(a...))
}

// A big.Float prints with another format than its Text has by default.
// said: append-encoded other-type
func bigNumbers(b []byte, f *big.Float) []byte {
	return append(b, f.String()...)
}

// Local time, a width, and a layout that is not constant are the same in both; a zone that is nil is not.
// said: append-encoded other-type
func times(b []byte, t *time.Time) []byte {
	return append(b, t.String()...)
}

// Two errors that are made at different places differ, even with the same text.
// said: constant-error unsafe
func distinct(n int) error {
	if n > 0 {
		return errors.New("bad")
	}
	return errors.New("bad")
}

// Errors of os.Exit and log.Fatal are made once.
func dying(s string) {
	if s == "" {
		panic(fmt.Sprintf("bad %s", s))
	}
	fmt.Fprintln(os.Stderr, s)
	os.Exit(1)
}

// The name of the type of nil is <nil>.
// said: sprintf-type advice
func typeName(v any) string {
	return fmt.Sprintf("%T", v)
}
