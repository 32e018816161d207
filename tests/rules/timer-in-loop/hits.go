package p

import (
	"context"
	"time"
)

const pause = 5 * time.Second

func ranged(ctx context.Context, urls []string, get func(string) bool) bool {
	// One after the other.
	for _, url := range urls {
		if get(url) {
			return true
		}
		// Not too fast.
		select {
		case <-ctx.Done():
			return false
		case <-time.After(pause): // again
		}
	}
	return false
}

func counted(ctx context.Context, get func() bool, wait time.Duration) {
	for i := 0; i < 5; i++ {
		select {
		case <-time.After(wait):
			get()
		case <-ctx.Done():
		}
	}
}

func while(stop chan int, timer func() bool) {
	for timer() {
		select {
		case <-time.After(time.Second):
		case <-stop:
			return
		default:
			println("busy")
		}
	}
}

func growing(ctx context.Context, get2 bool, out chan<- bool) {
	wait := time.Second
	for {
		select {
		case out <- !get2:
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		wait *= 2
	}
}

func customs(stop chan int, waits []time.Duration) {
	for i, wait := range waits {
		select {
		case <-stop:
			println(i)
		case <-time.After(wait):
		}
	}
}

func down(stop chan int, wait time.Duration) {
	for ; wait > 0; wait -= time.Second {
		select {
		case <-stop:
		case <-time.After(wait):
		}
	}
}

func while2(stop chan int, wait time.Duration) {
	for wait < time.Hour {
		wait *= 2
		select {
		case <-stop:
		case <-time.After(wait):
		}
	}
}

type server struct {
	wait time.Duration
	stop chan int
}

func (s *server) fields() {
	for {
		select {
		case <-s.stop:
			return
		case <-time.After(s.wait):
		}
	}
}

func (s *server) call(wait func() time.Duration) {
	for {
		select {
		case <-s.stop:
			return
		case <-time.After(wait()):
		}
	}
}

func (s *server) first(open func() chan int) {
	for {
		select {
		case <-open():
			return
		case <-time.After(time.Second):
		}
	}
}

func (s *server) nested(n int) {
	for range n {
		if n > 3 {
			select {
			case <-s.stop:
				return
			case <-time.After(time.Second):
			}
		}
	}
}

func labelled(stop chan int) {
loop:
	for {
		select {
		case <-stop:
			break loop
		case <-time.After(time.Second):
		}
	}
}
