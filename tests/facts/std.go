package p

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

type myError struct{ error }

type server struct {
	sync.Mutex
	*http.Server
	hits map[string]int
}

type byLen []string

func (b byLen) Len() int { return len(b) }

func std(s string, r *http.Request, w http.ResponseWriter, d time.Duration, t time.Time, sv *server, xs []string) error {
	_ = strings.Split(s, ",")
	//  ^^^^^^^^^^^^^^^^^^^^^ []string
	_ = strings.Fields(s)[0]
	//  ^^^^^^^^^^^^^^^^^^^^ string
	_, _ = strconv.Atoi(s)
	//     ^^^^^^^^^^^^^^^ (int, error)
	n, err := strconv.ParseInt(s, 10, 64)
	//< int64
	// ^^^ error
	_ = n
	_ = fmt.Sprintf("%d", n)
	//  ^^^^^^^^^^^^^^^^^^^^ string
	//  ^^^^^^^^^^^ func(string, ...any) string
	_ = errors.New("x")
	//  ^^^^^^^^^^^^^^^ error
	_ = 5 * time.Second
	//  ^^^^^^^^^^^^^^^ time.Duration
	//  ^^^^^^^^^^^^^^^ const 5000000000
	_ = d.Seconds()
	//  ^^^^^^^^^^^ float64
	_ = d
	//  ^ under int64
	//  ^ has String yes
	//  ^ size 8
	//  ^ kind int
	//  ^ exact int64 no
	_ = t.Sub(t).String()
	//  ^^^^^^^^^^^^^^^^^ string
	//  ^ has String yes
	//  ^ size unknown
	//  ^ has Format yes
	_ = os.Args[1:]
	//  ^^^^^^^^^^^ []string
	_ = r.URL.Query().Get("q")
	//  ^^^^^^^^^^^^^^^^^^^^^^ string
	_ = r.Header["X"]
	//  ^^^^^^^^^^^^^ []string
	_ = w.Header().Values("a")
	//  ^^^^^^^^^^^^^^^^^^^^^^ []string
	var b strings.Builder
	_, _ = b.WriteString(s)
	//     ^^^^^^^^^^^^^^^^ (int, error)
	//     ^ strings.Builder
	//     ^ has WriteString no
	_ = &b
	//  ^^ has WriteString yes
	var buf bytes.Buffer
	_ = buf.Bytes()
	//  ^^^^^^^^^^^ []uint8
	_ = sv.hits
	//  ^^^^^^^ map[string]int
	_ = sv.TryLock()
	//  ^^^^^^^^^^^^ bool
	_ = sv.Addr
	//  ^^^^^^^ string
	_ = *sv
	//  ^^^ lock yes
	_ = regexp.MustCompile("a").FindAllString(s, -1)
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ []string
	_ = slices.Max([]float32{1})
	//  ^^^^^^^^^^^^^^^^^^^^^^^^ float32
	_ = slices.Clone(xs)
	//  ^^^^^^^^^^^^^^^^ []string
	_ = slices.Insert(byLen(xs), 0, "a")
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ byLen
	_ = slices.IndexFunc(xs, func(s string) bool { return s == "" })
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ int
	for i, v := range slices.Backward(xs) {
	//  ^ int
	//     ^ string
		_, _ = i, v
	}
	sort.Strings(xs)
	//<<<<<<<<<<<<<<<< ()
	_ = sort.StringSlice(xs)
	//  ^^^^^^^^^^^^^^^^^^^^ sort.StringSlice
	_ = math.MaxInt64
	//  ^^^^^^^^^^^^^ const 9223372036854775807
	_ = math.MaxInt
	//  ^^^^^^^^^^^ const unknown
	//  ^^^^^^^^^^^ untyped int
	_ = math.Pi
	//  ^^^^^^^ untyped float
	_ = math.Floor(2)
	//  ^^^^^^^^^^^^^ float64
	_ = rand.IntN(3)
	//  ^^^^^^^^^^^^ int
	_ = os.PathSeparator
	//  ^^^^^^^^^^^^^^^^ untyped rune
	//  ^^^^^^^^^^^^^^^^ const unknown
	_, _ = os.ReadFile(s)
	//     ^^^^^^^^^^^^^^ ([]uint8, error)
	info, _ := os.Stat(s)
	//<<<< fs.FileInfo
	_ = info.Mode().IsDir()
	//  ^^^^^^^^^^^^^^^^^^^ bool
	_ = binary.BigEndian.Uint16(nil)
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uint16
	_ = strings.Splitt(s, "")
	//  ^^^^^^^^^^^^^^^^^^^^^ unknown: unknown-import
	_ = http.StatusOK
	//  ^^^^^^^^^^^^^ untyped int
	//  ^^^^^^^^^^^^^ const 200
	_ = time.March
	//  ^^^^^^^^^^ time.Month
	return myError{errors.New("x")}
	//     ^^^^^^^^^^^^^^^^^^^^^^^^ has Error yes
}
