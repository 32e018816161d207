package p

import "time"

func once(stop chan int) {
	select {
	case <-stop:
	case <-time.After(time.Second):
	}
}

func later(stop chan int) (all []func()) {
	for i := 0; i < 3; i++ {
		all = append(all, func() {
			select {
			case <-stop:
			case <-time.After(time.Second):
			}
		})
	}
	return all
}

func ticks(stop chan int) {
	after := time.After(time.Second)
	for {
		select {
		case <-stop:
		case <-after:
			return
		}
	}
}

type clock struct{}

func (clock) After(time.Duration) chan time.Time { return nil }

func other(stop chan int, time clock) {
	for {
		select {
		case <-stop:
		case <-time.After(1):
			return
		}
	}
}
