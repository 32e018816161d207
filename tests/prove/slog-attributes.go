package p

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"time"
)

var quiet = slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelError + 1}))

func off(names []string) {
	for i, name := range names {
		quiet.Debug("stored", "name", name, "at", i+1000)
	}
}

func context_(n int64, f float64, u uint64) bool {
	for i := 0; i < 3; i++ {
		quiet.DebugContext(context.Background(), "stored", "n", n, "f", f, "u", u)
	}
	return true
}

// Below the level of the default logger, whose writer is that of all tests.
func global(text string) (n int) {
	for i := 0; i < 3; i++ {
		slog.Debug("stored", "text", text, "i", i+1000)
		n += i
	}
	return n
}

func globalContext(text string) (n int) {
	ctx := context.Background()
	for i := 0; i < 3; i++ {
		slog.DebugContext(ctx, "stored", "text", text, "i", i+1000)
		n += i
	}
	return n
}

func printed(name string, n int, took int64) string {
	var out strings.Builder
	log := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{AddSource: true, Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.SourceKey {
			return slog.Attr{}
		}
		return a
	}}))
	for i := 0; i < 2; i++ {
		log.Debug("all", "name", name, "n", n, "ok", n > 7, "took", time.Duration(took))
		log.Debug("all", "at", time.Unix(took%1000000, 0).UTC(), "any", []int{i}, "nil", nil)
	}
	return out.String()
}
