//! Outlines: cubic paths that can be mirrored, rounded and led smoothly through points.

use std::fmt;

pub(super) type Point = (f32, f32);

#[derive(Debug, Clone, Copy)]
enum Step {
    Move(Point),
    Line(Point),
    Curve(Point, Point, Point),
}

/// A path in drawing units; `Display` writes SVG's `d`.
#[derive(Debug, Clone, Default)]
pub(super) struct Path {
    steps: Vec<Step>,
    closed: bool,
}

impl Path {
    pub(super) fn at(x: f32, y: f32) -> Self {
        Self { steps: vec![Step::Move((x, y))], closed: false }
    }

    pub(super) fn to(mut self, x: f32, y: f32) -> Self {
        self.steps.push(Step::Line((x, y)));
        self
    }

    /// A cubic curve by two handles and its end.
    pub(super) fn curve(mut self, a: Point, b: Point, end: Point) -> Self {
        self.steps.push(Step::Curve(a, b, end));
        self
    }

    /// A curve pulled towards one point.
    pub(super) fn bend(self, by: Point, end: Point) -> Self {
        let start = self.end();
        let third = |p: Point| (p.0 + (by.0 - p.0) * 2.0 / 3.0, p.1 + (by.1 - p.1) * 2.0 / 3.0);
        self.curve(third(start), third(end), end)
    }

    pub(super) fn close(mut self) -> Self {
        self.closed = true;
        self
    }

    fn end(&self) -> Point {
        match self.steps.last() {
            Some(Step::Move(p) | Step::Line(p) | Step::Curve(_, _, p)) => *p,
            None => (0.0, 0.0),
        }
    }

    /// A smooth open line through all points (Catmull-Rom).
    pub(super) fn through(points: &[Point]) -> Self {
        Self::spline(points, false)
    }

    /// A smooth closed outline through all points.
    pub(super) fn blob(points: &[Point]) -> Self {
        Self::spline(points, true)
    }

    fn spline(points: &[Point], closed: bool) -> Self {
        let n = points.len() as isize;
        let get = |i: isize| {
            let i = if closed { i.rem_euclid(n) } else { i.clamp(0, n - 1) };
            points[i as usize]
        };
        let mut path = Self::at(points[0].0, points[0].1);
        for i in 0..if closed { n } else { n - 1 } {
            let (p, q, r, s) = (get(i - 1), get(i), get(i + 1), get(i + 2));
            path = path.curve(
                (q.0 + (r.0 - p.0) / 6.0, q.1 + (r.1 - p.1) / 6.0),
                (r.0 - (s.0 - q.0) / 6.0, r.1 - (s.1 - q.1) / 6.0),
                r,
            );
        }
        path.closed = closed;
        path
    }

    /// A closed outline of corners `(x, y, radius, bow)`: each corner is rounded, and the edge
    /// that follows it bows to its left by `bow`.
    pub(super) fn bowed(corners: &[(f32, f32, f32, f32)]) -> Self {
        let n = corners.len();
        let cut = |i: usize, towards: usize| {
            let ((x, y, r, _), (u, v, ..)) = (corners[i], corners[towards]);
            let length = (u - x).hypot(v - y).max(0.01);
            let t = (r / length).min(0.48);
            (x + (u - x) * t, y + (v - y) * t)
        };
        let first = cut(0, n - 1);
        let mut path = Self::at(first.0, first.1);
        for (i, &(x, y, _, bow)) in corners.iter().enumerate() {
            let next = (i + 1) % n;
            let (a, b) = (cut(i, next), cut(next, i));
            path = path.bend((x, y), a);
            let length = (b.0 - a.0).hypot(b.1 - a.1).max(0.01);
            let normal = ((b.1 - a.1) / length, -(b.0 - a.0) / length);
            let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
            path = path.bend((middle.0 + normal.0 * bow, middle.1 + normal.1 * bow), b);
        }
        path.close()
    }

    /// A closed polygon with every corner rounded by `radius`.
    pub(super) fn rounded(points: &[Point], radius: f32) -> Self {
        let corners: Vec<_> = points.iter().map(|p| (p.0, p.1, radius, 0.0)).collect();
        Self::bowed(&corners)
    }

    pub(super) fn rect(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Self {
        let (u, v) = (x + width, y + height);
        Self::rounded(&[(x, y), (u, y), (u, v), (x, v)], radius)
    }

    pub(super) fn ellipse(cx: f32, cy: f32, rx: f32, ry: f32) -> Self {
        let (kx, ky) = (rx * 0.5523, ry * 0.5523);
        Self::at(cx - rx, cy)
            .curve((cx - rx, cy - ky), (cx - kx, cy - ry), (cx, cy - ry))
            .curve((cx + kx, cy - ry), (cx + rx, cy - ky), (cx + rx, cy))
            .curve((cx + rx, cy + ky), (cx + kx, cy + ry), (cx, cy + ry))
            .curve((cx - kx, cy + ry), (cx - rx, cy + ky), (cx - rx, cy))
            .close()
    }

    /// Left, top, right, bottom of all its points and handles.
    pub(super) fn bounds(&self) -> [f32; 4] {
        let mut out = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        let mut grow = |p: Point| {
            out = [out[0].min(p.0), out[1].min(p.1), out[2].max(p.0), out[3].max(p.1)];
        };
        for step in &self.steps {
            match *step {
                Step::Move(p) | Step::Line(p) => grow(p),
                Step::Curve(a, b, p) => [a, b, p].into_iter().for_each(&mut grow),
            }
        }
        out
    }

    /// The stretch of an open path from `from` to `to`, both 0 to 1 of its steps.
    pub(super) fn part(&self, from: f32, to: f32) -> Self {
        let mut dots = Vec::new();
        let mut pen = (0.0, 0.0);
        for step in &self.steps {
            match *step {
                Step::Move(p) => dots.push(p),
                Step::Line(p) => dots.extend((1..=8).map(|i| lerp(pen, p, i as f32 / 8.0))),
                Step::Curve(a, b, p) => dots.extend((1..=8).map(|i| {
                    let t = i as f32 / 8.0;
                    let (q, r) =
                        (lerp(lerp(pen, a, t), lerp(a, b, t), t), lerp(lerp(a, b, t), lerp(b, p, t), t));
                    lerp(q, r, t)
                })),
            }
            pen = dots.last().copied().unwrap_or(pen);
        }
        let last = (dots.len() - 1) as f32;
        let at = |t: f32| {
            let x = (t * last).clamp(0.0, last);
            let i = (x as usize).min(dots.len() - 1);
            lerp(dots[i], dots[(i + 1).min(dots.len() - 1)], x - i as f32)
        };
        let n = 8;
        let points: Vec<Point> = (0..=n).map(|i| at(from + (to - from) * i as f32 / n as f32)).collect();
        Self::through(&points)
    }

    /// The closed outline whose right half this is: drawn from the axis x = 0 at the top round to
    /// the axis at the bottom, and back mirrored.
    pub(super) fn symmetric(self) -> Self {
        let mut out = self.clone();
        let flip = |p: Point| (-p.0, p.1);
        for (i, step) in self.steps.iter().enumerate().rev() {
            let Some(before) = i.checked_sub(1) else { break };
            let start = flip(match self.steps[before] {
                Step::Move(p) | Step::Line(p) | Step::Curve(_, _, p) => p,
            });
            out.steps.push(match *step {
                Step::Curve(a, b, _) => Step::Curve(flip(b), flip(a), start),
                Step::Move(_) | Step::Line(_) => Step::Line(start),
            });
        }
        out.close()
    }

    /// The same path mirrored at x = 0.
    pub(super) fn mirrored(&self) -> Self {
        self.mapped(|p| (-p.0, p.1))
    }

    pub(super) fn shifted(&self, dx: f32, dy: f32) -> Self {
        self.mapped(|p| (p.0 + dx, p.1 + dy))
    }

    pub(super) fn mapped(&self, f: impl Fn(Point) -> Point) -> Self {
        let steps = self.steps.iter().map(|step| match *step {
            Step::Move(p) => Step::Move(f(p)),
            Step::Line(p) => Step::Line(f(p)),
            Step::Curve(a, b, p) => Step::Curve(f(a), f(b), f(p)),
        });
        Self { steps: steps.collect(), closed: self.closed }
    }
}

fn lerp(a: Point, b: Point, t: f32) -> Point {
    (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.steps {
            match step {
                Step::Move((x, y)) => write!(f, "M{x:.1} {y:.1}")?,
                Step::Line((x, y)) => write!(f, "L{x:.1} {y:.1}")?,
                Step::Curve((a, b), (c, d), (x, y)) => {
                    write!(f, "C{a:.1} {b:.1} {c:.1} {d:.1} {x:.1} {y:.1}")?;
                }
            }
        }
        if self.closed { f.write_str("Z") } else { Ok(()) }
    }
}
