//! Configurations of runs, what is done with them, and the maps of their objectives.

use super::{Given, calls, check, take};
use sgd_playground::config::{Config, Settings, Value};
use sgd_playground::experiment::Experiment;
use sgd_playground::maps::aims::Aims;
use sgd_playground::maps::basins::basins;
use sgd_playground::maps::cloud::cloud;
use sgd_playground::maps::contour::contours;
use sgd_playground::maps::descend::descend;
use sgd_playground::maps::field::{Grid, field};
use sgd_playground::maps::many::{Many, Task, Vary};
use sgd_playground::maps::rates::{Axis, knob, rate_map, theory};
use sgd_playground::maps::stationary::stationary_points;
use sgd_playground::network::data::Shelf;
use sgd_playground::paint::surface::{Camera, Look, Mesh, Surface};
use sgd_playground::paint::{COLORMAPS, Scale, pixels};
use sgd_playground::{export, network, walks};

/// The settings of a link, as texts; the first part of them makes a run, those after an empty pair change it.
pub fn settings(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = |text: &str| -> Given {
        let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), Value::Text(value.to_owned()))).collect()
    };
    let (first, then) = text.split_once("&&").unwrap_or((text, ""));
    let (first, then) = (read(first), read(then));
    match walks::Tiny::read(&first).and_then(|tiny| tiny.walk()) {
        Ok(walk) => assert!(walk.output < walk.stations.len()),
        Err(error) => check(&error),
    }
    match Config::read(&first, || Ok(1)) {
        Ok(config) => run(config, &[then]),
        Err(error) => check(&error),
    }
}

/// A configuration in JSON, and what is done with its run.
pub fn experiment(bytes: &[u8]) {
    let calls = calls(bytes);
    let Some((first, then)) = calls.split_first() else { return };
    match Config::read(first, || Ok(1)) {
        Ok(config) => run(config, then),
        Err(error) => check(&error),
    }
    if let Err(error) = network::Config::read(first, || Ok(1), &Shelf::default()) {
        check(&error);
    }
}

fn run(config: Config, then: &[Given]) {
    let mut run = Experiment::new(config);
    run.train(3, None);
    for call in then {
        let mut call = call.clone();
        let [train, rewind, fork, moves] = ["train", "rewind", "fork", "move"].map(|name| take(&mut call, name));
        if let Err(error) = run.set(&Settings::new(&call)) {
            check(&error);
        }
        run.train(train.unwrap_or(1.0).clamp(0.0, 200.0) as usize, None);
        if let Some(k) = rewind {
            run.rewind(k as usize);
        }
        if let Some(k) = fork {
            run = run.fork(k as usize);
        }
        (0..moves.unwrap_or(0.0).clamp(0.0, 20.0) as usize).for_each(|_| drop(run.next_move()));
        let length = run.trace().loss.len();
        assert_eq!(length, run.steps() + 1);
        drop((run.explain(0), run.steadiness(), run.message()));
    }
    for library in export::Library::ALL {
        if let Err(error) = export::script(run.config(), library, 3) {
            check(&error);
        }
    }
}

/// Questions about an objective, with options in JSON: the first call is the configuration.
pub fn maps(bytes: &[u8]) {
    let calls = calls(bytes);
    let Some((first, then)) = calls.split_first() else { return };
    let Ok(config) = Config::read(first, || Ok(1)) else { return };
    for call in then {
        ask(&config, call.clone());
    }
}

fn ask(config: &Config, mut call: Given) -> Option<()> {
    let Config { objective, domain, .. } = config;
    let ask = match call.iter().find(|(name, _)| name == "ask")? {
        (_, Value::Text(ask)) => ask.clone(),
        _ => return None,
    };
    let [width, height, steps, size] = ["width", "height", "steps", "size"].map(|name| take(&mut call, name));
    let list = |name: &str| match call.iter().find(|(key, _)| key == name) {
        Some((_, Value::Numbers(numbers))) => numbers.clone(),
        _ => Vec::new(),
    };
    let (width, height) = (width.unwrap_or(5.0) as usize, height.unwrap_or(4.0) as usize);
    let max_steps = steps.unwrap_or(5.0).clamp(0.0, 20.0) as usize;
    // The largest that is allowed takes longer than a second.
    let small = |cells: usize| (cells.saturating_mul(config.samples().max(1)) <= 10_000).then_some(());
    let grid = match Grid::new(domain, width, height, config.samples()) {
        Ok(grid) => small(grid.width * grid.height).map(|()| grid)?,
        Err(error) => {
            check(&error);
            return None;
        }
    };
    let hyper = &config.tuning.hyper;
    match &ask[..] {
        "picture" => {
            let losses = field(objective, &grid);
            let scale = Scale::of(&losses);
            assert_eq!(pixels(&losses, &scale, &COLORMAPS[0]).len(), 4 * losses.len());
            if grid.domain.len() == 4 {
                let levels = if list("levels").is_empty() { scale.levels(5) } else { list("levels") };
                contours(&losses, &grid, &levels);
            }
        }
        "stationary" => drop(stationary_points(objective, domain)),
        "basins" => {
            let aims = Aims::of(config);
            let mut many = Many::new(objective, config.tuning.optimizer, hyper, Vary::Starts);
            let task = Task { hyper, aims: &aims, max_steps, cycles: false };
            basins(&mut many, &task, &grid, 0..grid.height);
        }
        "rates" => {
            let axis = |name: &str, ends, geometric| {
                let range = <[f64; 3]>::try_from(list(name)).unwrap_or([0.1, 0.9, 2.0]);
                Axis::new(name, range, ends, geometric).map_err(|error| check(&error)).ok()
            };
            let (across, up) = (axis("rates", [1e-12, 1e3], true)?, axis("momenta", [0.0, 1.0], false)?);
            small(across.values.len() * up.values.len())?;
            let knob = knob(config).map_err(|error| check(&error)).ok()?;
            let aims = Aims::of(config);
            aims.minima.first().map(|minimum| theory(config, &aims, minimum, &up));
            let mut many = Many::new(objective, config.tuning.optimizer, hyper, Vary::Rates { knob });
            let task = Task { hyper, aims: &aims, max_steps, cycles: true };
            rate_map(&mut many, &task, &config.start, &across, &up, 0..up.values.len());
        }
        "descend" => {
            let starts = list("starts");
            if starts.len().is_multiple_of(objective.dim()) && starts.len() < 100 {
                descend(objective, config.tuning.optimizer, hyper, &starts, max_steps);
            }
        }
        "cloud" => drop(cloud(objective, &config.start, size? as usize, 1)),
        "surface" => {
            let domain = <[f64; 4]>::try_from(&domain[..]).ok()?;
            Mesh::grid(domain, width, height, config.samples()).map_err(|error| check(&error)).ok()?;
            let mut surface = Surface::new(&field(objective, &grid), width, height, domain, &COLORMAPS[0]);
            let camera = Camera::new(&list("camera")).map_err(|error| check(&error)).ok()?;
            let [across, down, density, first] = <[f64; 4]>::try_from(list("look")).unwrap_or([40.0, 30.0, 1.0, 0.0]);
            let (across, down) = (across as usize, down as usize);
            // A picture of a whole screen takes longer than a second here.
            if across.saturating_mul(down) <= 10_000 || across.saturating_mul(down) > 1 << 26 {
                let look = Look { camera, density: density as f32, fine: first > 0.0, ..Look::new(across, down) };
                let params = list("run");
                let run = sgd_playground::paint::surface::Run {
                    params: &params,
                    first: first as usize,
                    ball: params.len() / 2,
                    colour: [0; 3],
                    dash: &[3.0, 2.0],
                };
                if let Err(error) = surface.paint(&look, &[run], &list("minima")) {
                    check(&error);
                }
            }
        }
        _ => {}
    }
    Some(())
}
