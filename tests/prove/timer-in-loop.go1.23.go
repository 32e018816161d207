package p

import "time"

//prove:with []int{0, 1, 2, 5, 20}
func steady(count int) (n int) {
	done := make(chan int, 1)
	for i := 0; i < count; i++ {
		done <- i
		select {
		case v := <-done:
			n += v
		case <-time.After(time.Minute):
			n--
		}
	}
	return n
}

//prove:with [][]int{nil, {1}, {1, 2}, {1, 2, 3, 4, 5, 6, 7, 8, 9}}
func growing(rows []int) (n int) {
	wait := time.Minute
	done := make(chan int, 1)
	for _, row := range rows {
		done <- row
		select {
		case v := <-done:
			n += v
			wait += time.Minute
		case <-time.After(wait):
			n--
		}
	}
	return n
}
