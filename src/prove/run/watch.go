package allocfixprobe

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"
)

// The functions are called in a child of the test's process. It says what it is about to do; where it falls silent or ends,
// that function is given up, and another child goes on with the next.

const (
	// How long all calls of one function may take, if none of them takes long.
	budget = 4 * time.Second
	// A call of the old version that takes longer is given up, and its function with it.
	patience = 2 * time.Second
	// Where the old version comes back this quickly and allocates no more bytes than this, the new one must come back too.
	quick  = 100 * time.Millisecond
	little = 1 << 24
	// What a child may have on its heap, in bytes.
	memory = 2 << 30
	// Names the first function that a child is to call.
	variable = "ALLOCFIX_FIRST"
)

// What a child is about to do.
const (
	callsOld = "old"
	callsNew = "new"
	measures = "measure"
)

// Run calls all functions and prints a line of JSON for each.
func Run(seed int64, inputs int) {
	if first, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		beChild(first, seed, inputs)
		return
	}
	ended := ""
	for next := 0; next < len(functions); {
		child := watched{next: next, seed: seed}
		child.run()
		next = child.next
		if next == len(functions) {
			return
		}
		f := functions[next]
		report := Report{File: f.file, Function: f.name, Ends: child.how}
		if child.doing == callsNew && child.took < quick && child.allocated < little {
			if again := fmt.Sprint(next, child.input, child.how); again != ended {
				ended = again
				continue
			}
			report.Ends = ""
			report.Differ = "a result before, and after: " + child.how
			report.Input = f.describe(seed, child.input)
		}
		report.print()
		next++
	}
}

func (r *Report) print() {
	line, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(told, "\nALLOCFIX %s\n", line)
}

// note says what is about to be done, and how many bytes the last call allocated.
func note(doing string, input int, allocated uint64) {
	fmt.Fprintf(told, "\n@ %s %d %d\n", doing, input, allocated)
}

// metric is what the runtime says of itself.
func metric(name string) uint64 {
	one := []metrics.Sample{{Name: name}}
	metrics.Read(one)
	return one[0].Value.Uint64()
}

// allocated is how many bytes were ever allocated.
func allocated() uint64 { return metric("/gc/heap/allocs:bytes") }

// told is where all is reported, whatever standard output is for the functions.
var told = os.Stdout

// catch takes what is printed from now on, until the function that it returns is called, which gives it back.
func catch() func() string {
	read, write, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	text := make(chan string)
	go func() {
		all, _ := io.ReadAll(read)
		text <- string(all)
	}()
	os.Stdout = write
	log.SetOutput(write)
	log.SetFlags(0)
	return func() string {
		os.Stdout = told
		_ = write.Close()
		defer read.Close()
		return <-text
	}
}

// discard takes what is printed and drops it, until the function that it returns is called.
func discard() func() {
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		panic(err)
	}
	os.Stdout = nowhere
	log.SetOutput(nowhere)
	return func() {
		os.Stdout = told
		_ = nowhere.Close()
	}
}

func beChild(first int, seed int64, inputs int) {
	debug.SetMemoryLimit(memory / 2)
	go func() {
		// Nobody waits any more.
		io.Copy(io.Discard, os.Stdin)
		os.Exit(1)
	}()
	go func() {
		heap := func() uint64 { return metric("/memory/classes/heap/objects:bytes") }
		for ; ; time.Sleep(20 * time.Millisecond) {
			if heap() > memory {
				// Some of it may be garbage.
				runtime.GC()
			}
			if heap() > memory {
				fmt.Fprintf(os.Stderr, "fatal error: more than %d GiB of memory\n", memory>>30)
				os.Exit(1)
			}
		}
	}()
	for _, f := range functions[first:] {
		report := Report{File: f.file, Function: f.name}
		f.run(seed, inputs, &report)
		report.print()
	}
}

// watched is a child while it runs.
type watched struct {
	// The function it is at.
	next int
	seed int64
	// What it does with which input.
	doing string
	input int
	// What the old version took.
	took      time.Duration
	allocated uint64
	// How it ended, in words.
	how string
}

func (w *watched) run() {
	cmd := exec.Command(os.Args[0], "-test.run=^TestAllocfix$", "-test.timeout=0")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", variable, w.next))
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	alive, err := cmd.StdinPipe()
	if err != nil {
		panic(err)
	}
	defer alive.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		panic(err)
	}
	if err := cmd.Start(); err != nil {
		panic(err)
	}
	lines := make(chan string)
	go func() {
		defer close(lines)
		reader := bufio.NewReader(out)
		for {
			line, err := reader.ReadString('\n')
			lines <- strings.TrimSuffix(line, "\n")
			if err != nil {
				return
			}
		}
	}()
	since := time.Now()
	for {
		wait := patience
		if w.doing == callsNew || w.doing == measures {
			// A measurement is several calls.
			wait *= 5
		}
		if w.doing == "" {
			// The package may have something to set up.
			wait *= 10
		}
		select {
		case line, more := <-lines:
			if !more {
				if cmd.Wait() != nil || w.next < len(functions) {
					w.how = "it ends the program"
					if at := strings.Index(complaint.String(), "fatal error: "); at >= 0 {
						w.how += ": " + firstLine(complaint.String()[at:])
					}
				}
				return
			}
			w.read(line, &since)
		case <-time.After(wait):
			w.how = fmt.Sprintf("it does not come back within %v", wait)
			_ = cmd.Process.Kill()
			for range lines {
			}
			_ = cmd.Wait()
			return
		}
	}
}

// read takes a line of what the child says.
func (w *watched) read(line string, since *time.Time) {
	if strings.HasPrefix(line, "ALLOCFIX ") {
		fmt.Fprintf(told, "\n%s\n", line)
		w.next++
		w.doing = ""
		return
	}
	var doing string
	var input int
	var allocated uint64
	if n, _ := fmt.Sscanf(line, "@ %s %d %d", &doing, &input, &allocated); n == 3 {
		if doing == callsNew {
			w.took, w.allocated = time.Since(*since), allocated
		}
		w.doing, w.input, *since = doing, input, time.Now()
	}
}

func firstLine(text string) string {
	return strings.SplitN(text, "\n", 2)[0]
}
