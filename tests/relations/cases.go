// Types and values whose relations are asked for: of each v, of each parameter of generic, and of each c.
package p

import (
	"errors"
	"fmt"
	"go/ast"
	"io"
	"reflect"
	"sort"
	"strings"
	"sync"
	"time"
)

type (
	Int      int
	Str      string
	IntAlias = int
	Point    struct{ X, Y int }
	Same     struct{ X, Y int }
	hidden   struct{ x int }
	Tagged   struct {
		X int `json:"x"`
	}
	Text      []byte
	Dict      map[string]int
	Handler   func(string) error
	Pipe      chan int
	Out       <-chan int
	PointPtr  *Point
	Named     interface{ Name() string }
	Closer    interface{ Close() error }
	NameClose interface {
		Named
		Closer
	}
	CloseName interface {
		Close() error
		Name() (name string)
	}
	private interface{ secret() int }
	Both    interface {
		private
		Name() string
	}
	Self    interface{ Next() Self }
	Node    struct{ next *Node }
	Base    struct{ n int }
	Deep    struct{ *Base }
	Shallow struct{ Base }
	Twice   struct {
		Base
		Other
	}
	Other struct{}
	Holds struct{ Named }
	Locks struct {
		sync.Mutex
		fmt.Stringer
	}
	List[T any]               struct{ items []T }
	Tree[K comparable, V any] struct{ m map[K]V }
	Getter[T any]             interface{ Get() T }
	Ints                      = List[int]
	Vec[T any]                = []T
	Number                    interface{ ~int | ~float64 }
	Plain                     interface{ int | string }
	Keyed                     interface{ comparable }
	Sliced                    interface{ ~[]byte }
	Printed                   interface {
		~int
		String() string
	}
	Mine  struct{ ast.Expr }
	Fails struct{ error }
	Mixed struct{ a any }
)

func (Int) String() string                      { return "" }
func (*Int) Set(string)                         {}
func (Base) Name() string                       { return "" }
func (*Base) Close() error                      { return nil }
func (Base) secret() int                        { return 0 }
func (Other) Name() string                      { return "" }
func (Node) Next() Self                         { return nil }
func (Point) Name() int                         { return 0 }
func (l List[T]) Get() (t T)                    { return }
func (l *List[T]) Put(t T)                      {}
func (t Tree[K, V]) Get() (v V)                 { return }
func (Text) Write([]byte) (int, error)          { return 0, nil }
func (Handler) Close() error                    { return nil }
func (hidden) Read(p []byte) (n int, err error) { return }

var (
	v00 int
	v01 Int
	v02 IntAlias
	v03 *Int
	v04 string
	v05 Str
	v06 byte
	v07 uint8
	v08 rune
	v09 Point
	v10 Same
	v11 struct{ X, Y int }
	v12 struct{ X int }
	v13 Tagged
	v14 struct {
		X int `json:"x"`
	}
	v15 hidden
	v16 struct{ x int }
	v17 Text
	v18 []byte
	v19 []Int
	v20 [3]int
	v21 [4]int
	v22 Dict
	v23 map[string]int
	v24 map[Str]int
	v25 Handler
	v26 func(string) error
	v27 func(s string) (err error)
	v28 func(...string) error
	v29 func([]string) error
	v30 Pipe
	v31 chan int
	v32 <-chan int
	v33 chan<- int
	v34 Out
	v35 PointPtr
	v36 *Point
	v37 Named
	v38 Closer
	v39 NameClose
	v40 CloseName
	v41 interface {
		Closer
		Named
	}
	v42 private
	v43 Both
	v44 Self
	v45 Node
	v46 *Node
	v47 Base
	v48 *Base
	v49 Deep
	v50 Shallow
	v51 *Shallow
	v52 Twice
	v53 Holds
	v54 *Holds
	v55 List[int]
	v56 *List[int]
	v57 Ints
	v58 List[Int]
	v59 Tree[string, int]
	v60 Getter[int]
	v61 Getter[string]
	v62 Vec[byte]
	v63 any
	v64 interface{ any }
	v65 error
	v66 Fails
	v67 fmt.Stringer
	v68 io.Reader
	v69 io.ReadCloser
	v70 io.Writer
	v71 *strings.Builder
	v72 strings.Builder
	v73 time.Duration
	v74 time.Time
	v75 sort.Interface
	v76 sort.IntSlice
	v77 *Locks
	v78 ast.Expr
	v79 *ast.Ident
	v80 Mine
	v81 reflect.Type
	v82 float64
	v83 complex64
	v84 bool
	v85 *Named
	v86 func() interface{ Named }
	v87 func() interface{ Name() string }
	v88 interface{ Get() int }
	v89 Mixed
	v90 **Base
	v91 error = errors.New("")
	v92 interface {
		fmt.Stringer
		Set(string)
	}
	v93 uint16
	v94 int64
	v95 float32
)

const (
	c0 = 1
	c1 = 300
	c2 = -1
	c3 = 1.5
	c4 = 2.0
	c5 = 'a'
	c6 = "s"
	c7 = true
	c8 = 1 << 40
	c9 = 1e300
	cA = Int(1)
	cB = 1i
)

func generic[P any, Q ~int | ~string, R fmt.Stringer, S ~[]byte, U comparable](
	p P, q Q, r R, s S, u U, pp []P, ppp *P, lp List[P], lq List[Q], gp Getter[P], m map[U]P) {
}

func constrained[A Number, B Plain, C Keyed, D Sliced, E Printed]() {}
