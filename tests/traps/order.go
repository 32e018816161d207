// Operands that something behind them changes.
package p

import (
	"fmt"
	"reflect"
	"strconv"
)

type reader struct {
	cur, peek string
	buf       []byte
}

func (l *reader) advance() int {
	l.cur, l.peek = l.peek, l.cur
	l.buf = append(l.buf, l.cur...)
	return len(l.cur)
}

type piece struct {
	text string
	size int
}

// A call is made in its turn. What takes its place is read when it is needed, which is behind the calls that follow.
// said: deep-equal order
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-concat order
// said: sprintf-single-value order
func inTurn(l *reader, use func(string, int) string) (string, int) {
	_ = piece{text: fmt.Sprintf("%s/%s", l.cur, l.peek), size: l.advance()}
	_ = use(fmt.Sprintf("%s", l.cur), l.advance())
	_, _ = reflect.DeepEqual(l.cur, l.peek), l.advance()
	_ = fmt.Sprintf("%s+%s", l.cur, l.peek) == strconv.Itoa(l.advance())
	_ = []any{fmt.Sprint(l.peek), 1 + l.advance()}
	return fmt.Sprintf("%s!%s", l.cur, "x"), l.advance()
}

// said: append-number order
// said: append-sprintf order
func bytesInTurn(l *reader, c chan int) ([]byte, int) {
	_, _ = append(l.buf, strconv.Itoa(1)...), l.advance()
	_, _ = append(l.buf, fmt.Sprint("x", 2)...), <-c
	return append(l.buf, strconv.FormatBool(true)...), func() int { return l.advance() }()
}

// said: sprintf-concat captured
func captured(name string) (string, int) {
	next := func() int {
		name += "!"
		return len(name)
	}
	return fmt.Sprintf("%s: %s", name, "x"), next()
}
