package p

import (
	"context"
	"log/slog"
)

type level int

type key string

const name key = "name"

type wrapped struct{ *slog.Logger }

func (w wrapped) Info(message string, operands ...any) {}

func keeps(log *slog.Logger, w wrapped, names []string, operands []any, l level, err error) {
	for i, n := range names {
		log.Info("a", operands...)
		log.Info("b", "name", n, "i")
		log.Info("c", n, i)
		log.Info("d", slog.Int("i", i))
		log.Info("e", "level", l, "err", err)
		log.Info("f", "constant", 1)
		log.Info("g")
		log.Warn("l", "name", n)
		log.Error("m", "name", n)
		log.Info("k", name, i)
		log.With("name", n).Info("h")
		w.Info("i", "name", n)
		log.Info("j", "name", n,
			"i", i)
	}
}

func shadowed(log *slog.Logger, slog []string) {
	for _, s := range slog {
		log.Info("a", "s", s)
	}
}

// One of them would stay.
func commented(ctx context.Context, log *slog.Logger, n int, f float64) {
	for {
		log.DebugContext(context.WithoutCancel( /* twice */ ctx), "a", "n", n /* twice */, "f", f)
	}
}
