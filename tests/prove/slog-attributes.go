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
		quiet.ErrorContext(context.Background(), "stored", "n", n, "f", f, "u", u)
	}
	return true
}

func global(text string) string {
	old := slog.Default()
	defer slog.SetDefault(old)
	var out strings.Builder
	slog.SetDefault(slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})))
	for i := 0; i < 3; i++ {
		slog.Info("stored", "text", text, "i", i)
	}
	return out.String()
}

func printed(name string, n int, took int64) string {
	var out strings.Builder
	log := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{AddSource: true, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.SourceKey {
			return slog.Attr{}
		}
		return a
	}}))
	for i := 0; i < 2; i++ {
		log.Warn("all", "name", name, "n", n, "ok", n > 7, "took", time.Duration(took), "at", time.Unix(took%1000000, 0).UTC(), "any", []int{i}, "nil", nil)
	}
	return out.String()
}
