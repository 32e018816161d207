// Makes random Go programs out of given ones, and makes them ready to be run beside what a rewrite made of them.
//
// It reads requests from standard input, one line of JSON each, and answers each with a line. tests/differential.rs asks.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sync"
)

// Request is one of three.
type Request struct {
	// Prune takes a file apart: a program for each of its functions, with nothing but what that needs.
	Prune *Source
	// Mutate makes new programs of programs.
	Mutate []Mutation
	// Pack makes pairs of programs ready to be compiled with others.
	Pack []Pair
}

// Source is a Go file and the language version that it is written in.
type Source struct {
	Text, Go string
}

// Program is a file in which one function is to be called.
type Program struct {
	Text, Function, Error string
}

// Mutation asks for a program with so many changes, each made from a random number.
type Mutation struct {
	Text, Function, Go string
	Seeds              []int64
}

// Mutant is what became of it: the changes by name, in their order.
type Mutant struct {
	Text, Function string
	Changes        []string
}

// Pair is a program before and after.
type Pair struct {
	Number                      int
	Before, After, Function, Go string
}

// Packed are two files for two packages, or what is wrong with the program after.
type Packed struct {
	Before, After, Error string
	// Whether there is a loop, and a recover: what was allocated on the way to a panic counts for nothing.
	Loops, Recovers bool
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var request Request
		if err := json.Unmarshal(line, &request); err != nil {
			panic(err)
		}
		var answer any
		switch {
		case request.Prune != nil:
			answer = prune(*request.Prune)
		case request.Mutate != nil:
			answer = each(request.Mutate, mutate)
		default:
			answer = each(request.Pack, pack)
		}
		if err := out.Encode(answer); err != nil {
			panic(err)
		}
	}
}

// each is a map over a list, on all processors.
func each[A, B any](all []A, f func(A) B) []B {
	made := make([]B, len(all))
	work := make(chan int)
	var group sync.WaitGroup
	for n := 0; n < runtime.NumCPU(); n++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range work {
				made[i] = f(all[i])
			}
		}()
	}
	for i := range all {
		work <- i
	}
	close(work)
	group.Wait()
	return made
}

func complain(format string, values ...any) string { return fmt.Sprintf(format, values...) }
