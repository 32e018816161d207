package p

import "log/slog"

type level int

type wrapped struct{ *slog.Logger }

func (w wrapped) Info(message string, operands ...any) {}

func keeps(log *slog.Logger, w wrapped, names []string, operands []any, l level, err error) {
	for i, name := range names {
		log.Info("a", operands...)
		log.Info("b", "name", name, "i")
		log.Info("c", name, i)
		log.Info("d", slog.Int("i", i))
		log.Info("e", "level", l, "err", err)
		log.Info("f", "constant", 1)
		log.Info("g")
		log.With("name", name).Info("h")
		w.Info("i", "name", name)
		log.Info("j", "name", name,
			"i", i)
	}
}

func shadowed(log *slog.Logger, slog []string) {
	for _, s := range slog {
		log.Info("a", "s", s)
	}
}
