package p

import (
	"fmt"
	"log"
)

const debug = false

func never(format string, args ...any) {
	if debug {
		log.Printf(format, args...)
	}
}

func always(format string, args ...any) {
	log.Printf(format, args...)
}

func empty(format string, args ...any) {
	if len(args) == 0 {
		return
	}
	log.Printf(format, args...)
}

func either(format string, args ...any) {
	if format == "" {
		log.Print(args...)
	} else {
		log.Printf(format, args...)
	}
}

func numbers(format string, args ...int) {
	if format == "" {
		return
	}
	log.Print(format, args)
}

func text(format string, args ...any) string {
	if format == "" {
		return ""
	}
	return fmt.Sprintf(format, args...)
}
