// Goparse reads every Go file below a folder with go/parser, on GOMAXPROCS goroutines, and throws the trees away.
//
// It is the second yardstick of benches/run: what Go's own parser needs for the same files.
package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: goparse FOLDER")
		os.Exit(2)
	}
	paths := make(chan string, 256)
	var files, size, broken atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for path := range paths {
				text, err := os.ReadFile(path)
				if err != nil {
					continue
				}
				files.Add(1)
				size.Add(int64(len(text)))
				// A file set of its own, or the positions of all files would stay in memory.
				if _, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
					broken.Add(1)
				}
			}
		}()
	}
	err := filepath.WalkDir(os.Args[1], func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && filepath.Ext(path) == ".go" {
			paths <- path
		}
		return err
	})
	close(paths)
	workers.Wait()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%d files, %d bytes, %d with errors\n", files.Load(), size.Load(), broken.Load())
}
