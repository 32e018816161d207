package p

import (
	"context"
	"log/slog"
	"time"
)

type level int

type job struct {
	log  *slog.Logger
	name string
	took time.Duration
}

func run(ctx context.Context, jobs []*job, l level, err error) {
	for i, j := range jobs {
		j.log.Debug("done", "name", j.name, "took", j.took, "level", l)
		if err != nil {
			slog.Debug("failed", "err", err, "at", i+1) // go on
		}
		j.log.DebugContext(ctx, "slow", "rate", float64(i)/2, "since", time.Now(), "ok", i > 3)
		slog.DebugContext(ctx, "slow", "name", j.name)
		slog.InfoContext(ctx, "slow", "name", j.name)
		j.log.Info("done", "name", j.name)
		j.log.InfoContext(ctx, "done", "name", j.name)
	}
	jobs[0].log.Debug("all done", "jobs", len(jobs))
	slog.Info("all done", "jobs", len(jobs))
}
