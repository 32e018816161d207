package p

import (
	"fmt"
	"log"
)

var verbose = false

func debugf(format string, args ...any) {
	if !verbose {
		return
	}
	fmt.Printf(format, args...)
}

func tracef(format string, args ...interface{}) {
	if verbose {
		log.Printf(format, args...)
	}
}

type logger struct{ level int }

// Infof writes what happens.
func (l *logger) Infof(format string, args ...any) {
	if l.level < 1 {
		return
	}
	log.Printf("info: "+format, args...)
}

func (l logger) Tracef(format string, args ...interface{}) {
	if l.level > 3 {
		log.Printf(format, args...)
	}
}
