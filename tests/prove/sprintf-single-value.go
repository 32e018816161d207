package p

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
)

func intD(x int) string { return fmt.Sprintf("%d", x) }

func intV(x int) string { return fmt.Sprintf("%v", x) }

func intSprint(x int) string { return fmt.Sprint(x) }

func int64D(x int64) string { return fmt.Sprintf("%d", x) }

func int64V(x int64) string { return fmt.Sprintf("%v", x) }

func int64Sprint(x int64) string { return fmt.Sprint(x) }

func int8D(x int8) string { return fmt.Sprintf("%d", x) }

func int16V(x int16) string { return fmt.Sprintf("%v", x) }

func int32Sprint(x int32) string { return fmt.Sprint(x) }

func runeD(x rune) string { return fmt.Sprintf("%d", x) }

func uint64D(x uint64) string { return fmt.Sprintf("%d", x) }

func uint64V(x uint64) string { return fmt.Sprintf("%v", x) }

func uint64Sprint(x uint64) string { return fmt.Sprint(x) }

func uintD(x uint) string { return fmt.Sprintf("%d", x) }

func uint8V(x uint8) string { return fmt.Sprintf("%v", x) }

func byteD(x byte) string { return fmt.Sprintf("%d", x) }

func uint16Sprint(x uint16) string { return fmt.Sprint(x) }

func uint32D(x uint32) string { return fmt.Sprintf("%d", x) }

func boolT(x bool) string { return fmt.Sprintf("%t", x) }

func boolV(x bool) string { return fmt.Sprintf("%v", x) }

func boolSprint(x bool) string { return fmt.Sprint(x) }

func stringS(x string) string { return fmt.Sprintf("%s", x) }

func stringV(x string) string { return fmt.Sprintf("%v", x) }

func stringSprint(x string) string { return fmt.Sprint(x) }

// Results that stay in the function.
func length(x int) int { return len(fmt.Sprint(x)) }

func lookup(m map[string]int, x int) int { return m[fmt.Sprintf("%d", x)] }

func keyed(x int64, y string) bool { return fmt.Sprint(x) == y }

//prove:skip
func inlinable(x int) string { return fmt.Sprint(x) }

func inlined(x int) int { return len(inlinable(x)) }

// Operands that may panic.
func element(xs []int, i int) string { return fmt.Sprint(xs[i]) }

func quotient(a, b int) string { return fmt.Sprintf("%d", a/b) }

func slice(s string) string { return fmt.Sprintf("%s", s[1:]) }

type config struct {
	port int
	name *string
}

func field(c *config) string { return fmt.Sprint(c.port) + fmt.Sprint(*c.name) }

func inLoop(xs []uint32) (all string) {
	for _, x := range xs {
		all += fmt.Sprint(x) + ","
	}
	return all
}

func constants() []string {
	return []string{fmt.Sprintf("%d", 150), fmt.Sprint(7), fmt.Sprint('a'), fmt.Sprint(true), fmt.Sprint("x"), fmt.Sprint(-1)}
}

func uint64X(x uint64) string { return fmt.Sprintf("%x", x) }

func uintX(x uint) string { return fmt.Sprintf("%x", x) }

func uint16X(x uint16) string { return fmt.Sprintf("%x", x) }

func bytesX(x []byte) string { return fmt.Sprintf("%x", x) }

func arrayX(x [20]byte) string { return fmt.Sprintf("%x", x) }

func sumX(data []byte) string {
	sum := [32]byte{1, 200}
	copy(sum[:], data)
	return fmt.Sprintf("%x", sum)
}

func constant() string { return fmt.Sprintf("neg") }

func bytesS(x []byte) string { return fmt.Sprintf("%s", x) }

func sums(x []byte) (string, int) {
	s := fmt.Sprintf("%x", sha256.Sum256(x))
	t := ""
	t = fmt.Sprintf("%x", md5.Sum(x))
	return s + t, len(x)
}

func sum512(x []byte) string { return fmt.Sprintf("%x", sha512.Sum512(x)) }

func sumAnd(x []byte) (string, error) { return fmt.Sprintf("%x", sha256.Sum224(x)), nil }

//prove:with []string{"", "a", "not so short a text, but without a percent sign"}
func format(text string) string { return fmt.Sprintf(text) }
